defmodule :timer do
  # Timers that call functions, repeat, or are known by more than a reference; and the measuring of time.
  #
  # A timer is `{kind, ref}`: `{:once, ref}`, `{:instant, ref}`, `{:send_local, ref}` for a plain timer of the runtime, or
  # `{:interval, pid}` for a process that does the work. Such a process ends with the process that it works for.
  @moduledoc """
  Timers and measurements (as Erlang's `:timer`). All times are milliseconds.

      iex> :timer.seconds(5)
      5000
      iex> {:ok, _timer} = :timer.send_after(1, :wake)
      iex> receive do: (message -> message)
      :wake
  """

  @doc "Waits."
  def sleep(time) do
    receive after: (time -> :ok)
  end

  @doc "Milliseconds of seconds."
  def seconds(seconds), do: 1000 * seconds

  @doc "Milliseconds of minutes."
  def minutes(minutes), do: 60_000 * minutes

  @doc "Milliseconds of hours."
  def hours(hours), do: 3_600_000 * hours

  @doc "Milliseconds of hours, minutes and seconds."
  def hms(hours, minutes, seconds), do: hours(hours) + minutes(minutes) + seconds(seconds)

  @doc "Microseconds between two timestamps, as `:erlang.timestamp/0` gives them."
  def now_diff({mega2, seconds2, micros2}, {mega1, seconds1, micros1}) do
    ((mega2 - mega1) * 1_000_000 + seconds2 - seconds1) * 1_000_000 + micros2 - micros1
  end

  @doc """
  Calls a function and measures: `{microseconds, result}`.

      iex> {time, result} = :timer.tc(fn -> 1 + 1 end)
      iex> {time >= 0, result}
      {true, 2}
  """
  def tc(fun) when is_function(fun, 0), do: measured(fn -> fun.() end, :microsecond)

  @doc "As `tc/1`, with arguments, or in another unit of time."
  def tc(fun, args) when is_list(args), do: measured(fn -> :erlang.apply(fun, args) end, :microsecond)
  def tc(fun, unit) when is_atom(unit), do: measured(fun, unit)

  @doc "As `tc/1`, for `module.function(args)`, or for a function with arguments and a unit."
  def tc(module, function, args) when is_atom(module) do
    measured(fn -> :erlang.apply(module, function, args) end, :microsecond)
  end

  def tc(fun, args, unit) when is_function(fun), do: measured(fn -> :erlang.apply(fun, args) end, unit)

  @doc "As `tc/3`, in another unit of time."
  def tc(module, function, args, unit), do: measured(fn -> :erlang.apply(module, function, args) end, unit)

  defp measured(fun, unit) do
    before = :erlang.monotonic_time()
    result = fun.()
    {:erlang.convert_time_unit(:erlang.monotonic_time() - before, :native, unit), result}
  end

  @doc "Starts what the other functions need; there is nothing to do."
  def start, do: :ok

  @doc "Sends a message to the caller after a time."
  def send_after(time, message), do: send_after(time, self(), message)

  @doc "Sends a message to a process (a pid, a name or `{name, node}`) after a time."
  def send_after(time, destination, message) do
    if time?(time) and destination?(destination),
      do: {:ok, {:send_local, :erlang.send_after(time, local(destination), message)}},
      else: {:error, :badarg}
  end

  @doc "Sends an exit signal to the caller after a time."
  def exit_after(time, reason), do: exit_after(time, self(), reason)

  @doc "Sends an exit signal to a process after a time."
  def exit_after(time, target, reason), do: apply_after(time, :erlang, :exit, [pid_of(target), reason])

  @doc "Kills the caller after a time."
  def kill_after(time), do: exit_after(time, self(), :kill)

  @doc "Kills a process after a time."
  def kill_after(time, target), do: exit_after(time, target, :kill)

  @doc "Calls a function, in a process of its own, after a time."
  def apply_after(time, fun) when is_function(fun, 0), do: apply_after(time, :erlang, :apply, [fun, []])

  @doc "As `apply_after/2`, with arguments."
  def apply_after(time, fun, args) when is_function(fun), do: apply_after(time, :erlang, :apply, [fun, args])

  @doc "Calls `module.function(args)`, in a process of its own, after a time."
  def apply_after(time, module, function, args) do
    if time?(time) and is_atom(module) and is_atom(function) and is_list(args),
      do: {:ok, {:once, spawn(fn -> wait_and_apply(time, module, function, args) end)}},
      else: {:error, :badarg}
  end

  defp wait_and_apply(time, module, function, args) do
    receive do
      :cancel -> :ok
    after
      time -> :erlang.apply(module, function, args)
    end
  end

  @doc "Sends a message to the caller again and again."
  def send_interval(time, message), do: send_interval(time, self(), message)

  @doc "Sends a message to a process again and again, until it ends."
  def send_interval(time, destination, message) do
    if time?(time) and destination?(destination),
      do: interval(time, pid_of(local(destination)), fn -> tell(local(destination), message) end),
      else: {:error, :badarg}
  end

  defp tell(destination, message) do
    :erlang.send(destination, message)
  catch
    :error, :badarg -> :nobody
  end

  @doc "Calls a function again and again, each time in a process of its own."
  def apply_interval(time, fun) when is_function(fun, 0), do: apply_interval(time, :erlang, :apply, [fun, []])

  @doc "As `apply_interval/2`, with arguments."
  def apply_interval(time, fun, args) when is_function(fun), do: apply_interval(time, :erlang, :apply, [fun, args])

  @doc "Calls `module.function(args)` again and again, until the caller ends."
  def apply_interval(time, module, function, args) do
    if time?(time) and is_atom(module) and is_atom(function) and is_list(args),
      do: interval(time, self(), fn -> spawn(module, function, args) end),
      else: {:error, :badarg}
  end

  defp interval(_time, :undefined, _action), do: {:error, :badarg}

  defp interval(time, owner, action) do
    begin = :erlang.monotonic_time(:millisecond)

    pid =
      spawn(fn ->
        ref = :erlang.monitor(:process, owner)
        tick(begin + time, time, ref, action)
      end)

    {:ok, {:interval, pid}}
  end

  # Each tick is counted from the first, so that the time the work takes does not add up.
  defp tick(due, time, ref, action) do
    receive do
      :cancel -> :ok
      {:DOWN, ^ref, _, _, _} -> :ok
    after
      max(due - :erlang.monotonic_time(:millisecond), 0) ->
        action.()
        tick(due + time, time, ref, action)
    end
  end

  @doc "Stops a timer: `{:ok, :cancel}`."
  def cancel({kind, pid}) when kind in [:once, :interval] and is_pid(pid) do
    send(pid, :cancel)
    {:ok, :cancel}
  end

  def cancel({:send_local, ref}) when is_reference(ref) do
    :erlang.cancel_timer(ref)
    {:ok, :cancel}
  end

  def cancel(_other), do: {:error, :badarg}

  defp time?(time), do: is_integer(time) and time >= 0

  defp destination?({name, node}), do: is_atom(name) and is_atom(node)
  defp destination?(destination), do: is_pid(destination) or is_atom(destination)

  defp local({name, _node}), do: name
  defp local(destination), do: destination

  defp pid_of(pid) when is_pid(pid), do: pid
  defp pid_of(name), do: :erlang.whereis(name)
end
