defmodule :pyex_logger do
  # The process called `:logger`. It prints what the default handler gives it, and brings the crashes that the runtime tells it of
  # to the log: `{:crash, pid, label, error, time}` and `{:memory, pid, messages, frames, time}`, with times of the system in
  # microseconds.
  #
  # A flood is cut short, as OTP's handlers do it: in a second no more than `@burst` texts are printed, and then one that says how many
  # were left out. `window` is `{since when, texts so far, left out}`, in milliseconds of the monotonic clock.
  @moduledoc false

  @burst 500
  @second 1000
  @closed {0, 0, 0}

  @doc false
  def start, do: spawn(fn -> serve_as_logger() end)

  @doc false
  # Has a text printed, after all that came before it. `crash` is the id of the crash that it reports, or 0.
  def print(text, crash) do
    case :erlang.whereis(:logger) do
      :undefined -> :ok
      pid when pid == self() -> put(text, crash)
      pid -> send(pid, {:print, text, crash})
    end

    :ok
  end

  defp serve_as_logger do
    :erlang.register(:logger, self())
    serve(@closed)
  end

  defp serve(window) do
    receive do
      {:"$gen_call", from, :flush} ->
        :gen.reply(from, :ok)
        serve(window)

      event ->
        event |> admit(window) |> serve()
    after
      patience(window) ->
        close(window)
        serve(@closed)
    end
  end

  # Only a flood has to be ended when nothing more comes.
  defp patience({_since, _count, 0}), do: :infinity
  defp patience({since, _count, _dropped}), do: max(since + @second - now(), 0)

  defp now, do: :erlang.monotonic_time(:millisecond)

  defp admit(event, {since, count, dropped} = window) do
    if now() - since >= @second, do: reopened(event, window), else: admit(event, since, count, dropped)
  end

  defp reopened(event, window) do
    close(window)
    count = handle(event, 0)
    {now(), count, :pyex_logger.spared()}
  end

  defp admit(event, since, count, dropped) when count < @burst, do: {since, handle(event, count), dropped + :pyex_logger.spared()}
  defp admit(_event, since, count, dropped), do: {since, count, dropped + 1 + :pyex_logger.spared()}

  # Ends a window: says what was left out.
  defp close({_since, _count, 0}), do: :ok

  defp close({_since, _count, dropped}) do
    guarded(fn -> :logger.deliver(:notice, {:report, %{label: {:pyex, :dropped}, count: dropped}}) end)
  end

  # Brings an event to the log; how many have been by then.
  defp handle({:print, text, crash}, count) do
    put(text, crash)
    count + 1
  end

  defp handle({:crash, pid, _label, {:error, reason, stack}, time}, count) do
    message = {~c"Error in process ~p with exit value:~n~p~n", [pid, {reason, stack}]}
    guarded(fn -> log(message, %{pid: pid, time: time, error_logger: %{tag: :error, emulator: true}}) end)
    count + 1
  end

  defp handle({:memory, pid, messages, frames, time}, count) do
    report = %{label: {:pyex, :memory}, pid: pid, messages: messages, frames: frames}
    guarded(fn -> log({:report, report}, %{pid: pid, time: time}) end)
    count + 1
  end

  defp handle(_other, count), do: count

  defp log(message, metadata), do: if(:logger.allow(:error, :undefined), do: :logger.deliver(:error, message, metadata))

  # A report that cannot be shown (by a broken Inspect, say) must not end the logger.
  defp guarded(fun) do
    fun.()
  catch
    kind, reason -> put(["\nthe logger failed: ", inspect({kind, reason}), ?\n])
  end

  # A crash gets its number when its report is printed.
  defp put(text, 0), do: put(text)

  defp put(text, crash) do
    case :pyex_crash.printed(crash) do
      nil -> put(text)
      line -> put([text, line])
    end
  end

  defp put(text), do: :io.put_chars(:user, text)
end
