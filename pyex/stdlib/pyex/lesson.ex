defmodule Pyex.Lesson do
  @moduledoc """
  What the checks of a lesson may ask: about the last answer, what was typed, and the processes.

  A check stands in a lesson's ` ```elixir check ` fence. It runs when the world has come to rest, on a copy of it and as the
  learner's shell: `self()` is the shell's pid, its variables are there, and nothing that a check does (reading a mailbox, asking
  a server for its state) changes what the learner goes on with. Each expression of a check must be true; an error is not.

      bound(:pid) == Process.whereis(:counter)
      received?(self(), {:pong, _})
      state(:counter) == 3

  *The step* is what the learner is at: it begins when the step before it is done.
  """

  @doc "The value of the last input; an error if it had none."
  def answer do
    if failed?(), do: raise(ArgumentError, "the last input ended with an error")
    IEx.History.nth(Process.get(:iex_history), -1)
  end

  @doc "Whether the last input ended with an error."
  def failed?, do: fact(:failed)

  @doc "The error of the last input: an exception, or what was thrown or exited with. nil if there was none."
  def error do
    case Process.get(:iex_error) do
      {:error, reason, stack} -> Exception.normalize(:error, reason, stack)
      {_kind, reason, _stack} -> reason
      nil -> nil
    end
  end

  @doc "What was printed since the step began, by whatever process, without the answers of the prompt."
  def printed, do: fact(:printed)

  @doc "How many milliseconds of the lesson's clock have passed since the step began."
  def elapsed, do: div(System.monotonic_time() - fact(:began), 1_000_000)

  # -- variables

  @doc "The value of a variable of the shell, nil if there is none."
  def bound(name) when is_atom(name), do: Keyword.get(binding_of_shell(), name)

  @doc "Whether the shell has a variable of this name."
  def bound?(name) when is_atom(name), do: Keyword.has_key?(binding_of_shell(), name)

  defp binding_of_shell, do: for({name, value} when is_atom(name) <- Process.get(:iex_evaluator).binding, do: {name, value})

  # -- what was typed

  @doc "The inputs since the step began, quoted, the last one at the end. Pipes are written as calls."
  def typed, do: fact(:typed) |> Enum.flat_map(&quoted/1)

  defp quoted(text) do
    case Code.string_to_quoted(text) do
      {:ok, form} -> [Macro.prewalk(form, &plain/1)]
      {:error, _} -> []
    end
  end

  defp plain({:|>, _, [_, _]} = pipe) do
    [{first, 0} | rest] = Macro.unpipe(pipe)
    Enum.reduce(rest, first, fn {call, position}, value -> Macro.pipe(value, call, position) end)
  end

  defp plain(form), do: form

  @doc """
  Whether an input since the step began contains some code, in which `_` stands for anything.

      typed?(send(_, {:ping, _}))
  """
  defmacro typed?(code) do
    pattern = code |> Macro.prewalk(&plain/1) |> Macro.escape()
    quote do: Pyex.Lesson.typed_like?(unquote(pattern))
  end

  @doc false
  def typed_like?(pattern), do: Enum.any?(typed(), &within?(&1, pattern))

  @doc """
  The same of the last input that defined a module: what was tried before it does not count.

      not defined?(1 + _)
  """
  defmacro defined?(code) do
    pattern = code |> Macro.prewalk(&plain/1) |> Macro.escape()
    quote do: Pyex.Lesson.defined_like?(unquote(pattern))
  end

  @doc false
  def defined_like?(pattern) do
    last = typed() |> Enum.reverse() |> Enum.find(&within?(&1, quote(do: defmodule(_, _))))
    last != nil and within?(last, pattern)
  end

  defp within?(form, pattern), do: like?(form, pattern) or Enum.any?(parts(form), &within?(&1, pattern))

  defp parts({name, _, arguments}) when is_list(arguments), do: if(is_tuple(name), do: [name | arguments], else: arguments)
  defp parts({left, right}), do: [left, right]
  defp parts(list) when is_list(list), do: list
  defp parts(_), do: []

  defp like?(_, {:_, _, context}) when is_atom(context), do: true
  defp like?({name, _, one}, {name, _, other}) when is_atom(one) and is_atom(other), do: true
  defp like?({left, _, one}, {right, _, other}) when is_list(one) and is_list(other), do: like?(left, right) and like?(one, other)
  defp like?({a, b}, {c, d}), do: like?(a, c) and like?(b, d)
  defp like?([a | rest], [b | others]), do: like?(a, b) and like?(rest, others)
  defp like?(one, other), do: one === other

  # -- processes

  @doc "Whether a process lives: of a pid or a name."
  def alive?(process) do
    pid = pid(process)
    pid != nil and Process.alive?(pid)
  end

  @doc "The pid of a process that is given by its pid or its name, or nil."
  def pid(pid) when is_pid(pid), do: pid
  def pid(name), do: GenServer.whereis(name)

  @doc "The messages that wait in a mailbox, the oldest first."
  def mailbox(process \\ self()), do: info(process, :messages) || []

  @doc "Whether a message that matches a pattern waits in a mailbox. Variables in the pattern are pinned with `^`."
  defmacro received?(process, pattern) do
    quote do: Enum.any?(Pyex.Lesson.mailbox(unquote(process)), &match?(unquote(pattern), &1))
  end

  @doc "What `Process.info/2` says of a process (of a pid or a name): the value alone, nil if it is dead."
  def info(process, item) do
    with pid when pid != nil <- pid(process), {^item, value} <- Process.info(pid, item), do: value
  end

  @doc "Whether a process waits in `receive`."
  def waiting?(process), do: info(process, :status) == :waiting

  @doc "The pids that a process is linked to."
  def links(process \\ self()), do: info(process, :links) || []

  @doc "Whether two processes are linked."
  def linked?(one, other), do: pid(other) in links(one)

  @doc "The pids that a process monitors."
  def monitors(process \\ self()), do: for({:process, watched} <- info(process, :monitors) || [], do: pid(watched))

  @doc "The state of a GenServer, an Agent, or another process that knows `:sys.get_state/1`."
  def state(process), do: :sys.get_state(process)

  @doc "The children of a supervisor, `[{id, pid}]`."
  def children(supervisor), do: for({id, pid, _, _} <- Supervisor.which_children(supervisor), do: {id, pid}) |> Enum.sort()

  @doc "The pid of a supervisor's child, by its id."
  def child(supervisor, id), do: with({_, pid} <- List.keyfind(children(supervisor), id, 0), do: pid)

  @doc "The processes that were started since the step began and still live, in their order."
  def started, do: Enum.sort(Process.list() -- fact(:processes))

  @doc "The processes that have ended since the step began."
  def ended, do: Enum.sort(fact(:processes) -- Process.list())

  # -- what has happened

  @doc "What has happened since the step began: `[{kind, pid, other, what}]`, kinds as in `:send`, `:receive`, `:spawn`, `:exit`, `:link`."
  def events, do: fact(:events)

  @doc "Whether a message that matches a pattern was sent to a process (a pid or a name) since the step began, even if it was taken since."
  defmacro sent?(process, pattern), do: happened(:send, quote(do: _), pinned(process), pattern)

  @doc "Whether a process took a message that matches a pattern out of its mailbox since the step began."
  defmacro took?(process, pattern), do: happened(:receive, pinned(process), quote(do: _), pattern)

  defp pinned(process), do: {:pin, process}

  defp happened(kind, pid, other, pattern) do
    {pid, other, process} =
      case {pid, other} do
        {{:pin, process}, other} -> {quote(do: ^who), other, process}
        {pid, {:pin, process}} -> {pid, quote(do: ^who), process}
      end

    quote do
      who = Pyex.Lesson.pid(unquote(process))
      Enum.any?(Pyex.Lesson.events(), &match?(unquote(event(kind, pid, other, pattern)), &1))
    end
  end

  defp event(kind, pid, other, {:when, meta, [pattern, guard]}), do: {:when, meta, [event(kind, pid, other, pattern), guard]}
  defp event(kind, pid, other, pattern), do: {:{}, [], [kind, pid, other, pattern]}

  @doc "The objects of an ETS table, sorted; nil if there is no such table."
  def table(table), do: if(:ets.info(table) != :undefined, do: Enum.sort(:ets.tab2list(table)))

  # -- for the program around the node

  @doc false
  # Runs a check in the evaluator of a copy, whose loop was dropped for it.
  def judge(source, facts) do
    Process.put(:pyex_lesson, facts)
    :pyex_learn.verdict(verdict(source))
  end

  @doc false
  # Calls the function of `orders/2` in the shell of a copy.
  def run_order do
    value =
      try do
        Process.get(:pyex_orders).()
      catch
        kind, reason -> Exception.format_banner(kind, reason, __STACKTRACE__)
      end

    :pyex_learn.verdict(value)
  end

  defp verdict(source) do
    case Code.string_to_quoted(source, file: "check") do
      {:ok, forms} -> forms |> expressions() |> Enum.reduce_while({:yes, state()}, &hold/2) |> elem(0)
      {:error, {_, message, token}} -> {:error, "this check is not Elixir: #{inspect(message)} #{token}"}
    end
  catch
    kind, reason -> {:error, Exception.format_banner(kind, reason, __STACKTRACE__)}
  end

  defp state do
    {_, _, env} = Code.eval_quoted_with_env(quote(do: import(Pyex.Lesson)), [], Code.env_for_eval(file: "check"))
    {Process.get(:iex_evaluator).binding, env}
  end

  defp expressions({:__block__, _, forms}), do: forms
  defp expressions(form), do: [form]

  defp hold(form, {:yes, {binding, env}}) do
    {value, binding, env} = Code.eval_quoted_with_env(form, binding, env)
    if value, do: {:cont, {:yes, {binding, env}}}, else: {:halt, {{:no, Macro.to_string(form)}, nil}}
  catch
    kind, reason ->
      {:halt, {{:error, Macro.to_string(form) <> ": " <> Exception.format_banner(kind, reason, __STACKTRACE__)}, nil}}
  end

  defp fact(name), do: Map.fetch!(Process.get(:pyex_lesson), name)
end
