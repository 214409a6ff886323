defmodule IEx.Observer do
  @moduledoc """
  Looking at processes: tables, trees and charts that are printed at the prompt.

    * `info/1` - all about one process
    * `messages/1`, `messages/2` - draws what a function sets in motion between processes
    * `observer/0` - the same in the whole terminal, live
    * `processes/0`, `processes/1` - the table of processes
    * `tables/0`, `tables/1`, `tables/2` - ETS tables, or the contents of one
    * `timers/0` - what will happen when
    * `tree/0`, `tree/1` - supervision trees

  With `file: "name.svg"` or `file: "name.txt"` each goes to a file instead. Memory is an estimate in bytes of Python's, not what the
  BEAM would use.
  """

  import IEx, only: [dont_display_result: 0]

  @doc """
  Prints the table of processes.

  Options:

    * `:sort` - the column to go by: `:pid` (the default), `:name`, `:state`, `:mailbox`, `:reductions`, `:memory`, `:links`, `:monitors`,
      `:function`, `:parent`, `:age`, `:priority`, `:marks`, and `:reductions_step` and `:messages_change`, what changed since the last look
    * `:reverse` - the other way round; numbers begin with the largest
    * `:limit` - how many rows (30)
    * `:filter` - only those in which all these words are found, such as `"counter"`, `"!sleep"` (not found), `"mailbox>10"`,
      `"state:receive"` or `"mark:c"`
    * `:tree` - under their parents
    * `:file` - where to write it, instead of printing it

  The letters at the left, if there are any, are warnings; they are explained below the table.
  """
  def processes(options \\ []) do
    ask(:processes, nil, checked(options, [:sort, :reverse, :limit, :filter, :tree, :file], :processes))
  end

  @doc """
  Prints all supervision trees, or that of one supervisor: `tree(MySupervisor)`.

  Options: `:file`.
  """
  def tree(supervisor \\ nil, options \\ [])

  def tree([{_, _} | _] = options, []), do: tree(nil, options)
  def tree(nil, options), do: ask(:tree, nil, checked(options, [:file], :tree))
  def tree(supervisor, options), do: ask(:tree, to_pid(supervisor), checked(options, [:file], :tree))

  @doc """
  Prints all about a process, given as a pid or name: what it does, where it waits and for what, its mailbox and which of the messages
  it would take, its state if it is a server, its variables, its links and monitors.

  Options: `:file`.
  """
  def info(process, options \\ []), do: ask(:info, to_pid(process), checked(options, [:file], :info))

  @doc "Prints the ETS tables. Options: `:file`."
  def tables(options \\ [])
  def tables(options) when is_list(options), do: ask(:tables, nil, checked(options, [:file], :tables))
  def tables(table), do: tables(table, [])

  @doc """
  Prints what an ETS table holds.

  Options: `:limit` (30), `:filter` (only objects in whose text this is found), `:file`.
  """
  def tables(table, options) do
    if (:ets.whereis(table) == :undefined and not is_reference(table)) or :ets.info(table) == :undefined do
      raise ArgumentError, "there is no ETS table #{inspect(table)}"
    end

    ask(:objects, table, checked(options, [:limit, :filter, :file], :tables))
  end

  @doc """
  Prints what will happen when: messages that are to be sent, and deadlines of processes that wait.

  Options: `:limit` (30), `:file`.
  """
  def timers(options \\ []), do: ask(:timers, nil, checked(options, [:limit, :file], :timers))

  @doc """
  Runs a function, draws what it sets in motion between processes, and returns what it returns.

  Drawn are the process that runs it, the processes it starts, and those that act on its messages: one line for each message (an arrow that ends where it
  is put into the mailbox), link, monitor and exit. A message that is not taken at once has a second line where it is taken.
  It is waited until all of them are at rest.

      messages(fn ->
        pid = spawn(fn -> receive do {:hi, from} -> send(from, :ho) end end)
        send(pid, {:hi, self()})
        receive do :ho -> 42 end
      end)

           shell                 fn at iex:1
       #PID<0.109.0>             #PID<0.110.0>
             │
             ├───────── spawn ─────────●
             ├─ {:hi, #PID<0.109.0>} ──▶
             ◀────────── :ho ──────────┤
             │                         ✕ exit :normal
      42

  Options: `:io` (also messages to and from the terminal), `:file`.
  """
  def messages(function, options \\ []) when is_function(function, 0) do
    options = checked(options, [:io, :file], :messages)
    :pyex_observer.record()

    result =
      try do
        function.()
      catch
        kind, reason ->
          print(:pyex_observer.chart(options))
          :erlang.raise(kind, reason, __STACKTRACE__)
      end

    settle(1_000)
    print(:pyex_observer.chart(options))
    result
  end

  @doc """
  Opens the observer in the whole terminal: the same tables and charts, live. `q` leaves it, `?` lists the keys.

  `pyex observe` opens it in another terminal, beside this shell.
  """
  def observer do
    reference = make_ref()

    case :pyex_observer.open(reference) do
      nil ->
        receive do: ({:pyex_observer, ^reference} -> :ok)
        dont_display_result()

      reason ->
        IO.puts(IEx.color(:eval_error, reason))
        dont_display_result()
    end
  end

  defp settle(0), do: :ok

  defp settle(turns) do
    :erlang.yield()
    if :pyex_observer.quiet(), do: :ok, else: settle(turns - 1)
  end

  defp ask(question, subject, options) do
    print(finish(:pyex_observer.begin(question, subject, options)))
    dont_display_result()
  end

  defp finish(:more) do
    :erlang.yield()
    finish(:pyex_observer.step())
  end

  defp finish(answer), do: answer

  defp print({:ok, text}), do: IO.puts(text)
  defp print({:error, text}), do: raise(ArgumentError, text)

  defp checked(options, known, function) do
    case Keyword.keyword?(options) && Keyword.keys(options) -- known do
      [] -> Enum.each(options, &check_value(&1, function)) && options
      false -> raise ArgumentError, "#{function} takes a keyword list of options, got: #{inspect(options)}"
      [key | _] -> raise ArgumentError, "#{function} has no option #{inspect(key)}, it has #{Enum.map_join(known, ", ", &inspect/1)}"
    end
  end

  defp check_value({key, value}, function) do
    unless valid?(key, value) do
      raise ArgumentError, "#{function} cannot use #{inspect(value)} as #{inspect(key)}"
    end
  end

  defp valid?(:sort, value), do: is_atom(value)
  defp valid?(:limit, value), do: is_integer(value) and value >= 0
  defp valid?(key, value) when key in [:filter, :file], do: is_binary(value)
  defp valid?(_key, value), do: is_boolean(value)

  defp to_pid(pid) when is_pid(pid), do: pid

  defp to_pid(name) when is_atom(name) or is_tuple(name) do
    GenServer.whereis(name) || raise ArgumentError, "no process is called #{inspect(name)}"
  end

  defp to_pid(other), do: raise(ArgumentError, "expected a pid or the name of a process, got: #{inspect(other)}")
end
