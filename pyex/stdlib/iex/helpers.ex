defmodule IEx.Helpers do
  @moduledoc """
  What can be typed at the prompt beside Elixir itself.

    * `b/1` - the callbacks of a behaviour
    * `break!/1`, `break!/2`, `break!/3`, `break!/4` - sets a breakpoint
    * `breaks/0` - the breakpoints
    * `c/1`, `c/2` - compiles files
    * `cd/1` - changes the directory
    * `clear/0` - clears the screen
    * `continue/0` (`c/0`), `next/0` (`n/0`) - leave a breakpoint, for good or up to the next expression
    * `exports/0`, `exports/1` - the functions and macros of a module
    * `flush/0` - prints and takes all messages that the shell has received
    * `h/0`, `h/1` - this text, or the documentation of a module or function
    * `i/0`, `i/1` - what a value is
    * `import_file/1`, `import_file_if_available/1` - evaluate a file as if it were typed here
    * `import_if_available/1`, `import_if_available/2`, `use_if_available/1`, `use_if_available/2` - import or use a module if it exists
    * `l/1` - loads a module
    * `ls/0`, `ls/1` - the files of a directory
    * `nl/1`, `nl/2` - gives a module to other nodes
    * `open/0`, `open/1` - opens a module, a function or a file in the editor
    * `pid/1`, `pid/3` - a pid from its text or its numbers
    * `port/1`, `port/2` - a port from its text or its numbers
    * `process_info/1` - an overview of a process
    * `pwd/0` - the current directory
    * `r/1` - compiles a module's file again
    * `recompile/0`, `recompile/1` - compiles what changed in the folder `lib`
    * `ref/1`, `ref/4` - a reference from its text or its numbers
    * `remove_breaks/0`, `remove_breaks/1`, `reset_break/1`, `reset_break/3` - take breakpoints away, or their stops
    * `respawn/0` - a fresh shell process
    * `runtime_info/0`, `runtime_info/1` - the system in figures
    * `t/1` - the types of a module
    * `v/0`, `v/1` - a value that was printed before
    * `whereami/0`, `whereami/1` - the breakpoint that the prompt is at

  Real Elixir has none of these:

    * `crash/0`, `crash/1`, `crashes/0` - a crash that was reported, with all that is known of it; all of them
    * `exit/0` - leaves the shell
    * `learn/0`, `learn/1` - the lessons
    * `peek/0`, `peek/1`, `peek/2` - a mailbox, without taking anything out of it; and what the clauses of a receive would take
    * `processes/0`, `tree/0`, `info/1`, `messages/1`, `tables/0`, `timers/0`, `observer/0` - processes as tables, trees and charts:
      see `h IEx.Observer`
    * `restore/0` - the variables of a shell process that has died
    * `save/1`, `save/2` - saves what was typed and printed, as a script or a page
    * `source/1` - where a module or a function stands, and its code
    * `status/0`, `status/1` - the status line of the terminal
    * `sweep/0` - ends all processes without a name

  A line that begins with a binary operator, such as `|> Enum.sum()`, goes on with the value before it. `#iex:break` on a
  line of its own leaves an expression that has no end. Ctrl+C stops what is running, says where it was, and keeps your
  variables; Ctrl+D leaves the shell.
  """

  import IEx, only: [dont_display_result: 0]

  @no_pry "Pry session is not currently enabled"

  @doc """
  A value that the shell printed: `v(3)` is that of prompt 3, `v(-1)` the last one, which is also `v()`.
  """
  def v(n \\ -1) when is_integer(n) do
    IEx.History.nth(Process.get(:iex_history) || %IEx.History{}, n)
  end

  @doc "Prints all messages that the shell process has received, and takes them out of its mailbox."
  def flush do
    receive do
      message ->
        IO.inspect(message, IEx.inspect_opts())
        flush()
    after
      0 -> :ok
    end
  end

  @doc "Ends the shell process and starts a new one: variables are gone, other processes live on. At a breakpoint: leaves it."
  def respawn do
    case IEx.Evaluator.pried() do
      nil ->
        send(Process.get(:iex_server), {:respawn, self()})
        Process.exit(self(), :normal)

      _pried ->
        continue()
    end
  end

  @doc "Leaves the shell, as Ctrl+D does. (`exit/1` is Kernel's: it ends a process.)"
  def exit, do: System.halt(0)

  @doc "Sets a breakpoint: `break!(URI.parse/1)`, `break!(URI.parse(\"https\" <> _), 3)`; see `IEx.break!/2`."
  defmacro break!(call, stops \\ 1), do: IEx.Break.expand(call, stops, __CALLER__)

  @doc "Sets a breakpoint in the function with this name and arity."
  def break!(module, function, arity, stops \\ 1), do: IEx.break!(module, function, arity, stops)

  @doc "Leaves a breakpoint: the code goes on from there."
  def continue, do: leave(:continue)

  @doc "As `continue/0`."
  def c, do: continue()

  @doc "Leaves a breakpoint and stops before the next expression, in a function that `break!/1` was used on."
  def next, do: leave(:next)

  @doc "As `next/0`."
  def n, do: next()

  defp leave(how) do
    if IEx.Evaluator.pried(), do: IEx.Evaluator.leave(how), else: IO.puts(IEx.color(:eval_error, @no_pry))
    dont_display_result()
  end

  @doc "Shows the breakpoint that the prompt is at: the place, so many lines around it, and the stack."
  def whereami(radius \\ 2) when is_integer(radius) and radius >= 0 do
    case IEx.Evaluator.pried() do
      nil -> IO.puts(IEx.color(:eval_error, @no_pry))
      place -> IEx.Pry.whereami(place, radius)
    end

    dont_display_result()
  end

  @doc "Lists the breakpoints, with how many stops each has left."
  def breaks do
    IEx.Break.list()
    dont_display_result()
  end

  @doc "Takes the stops of a breakpoint to 0: its function does not stop any more. `:not_found` if there is none of this number."
  def reset_break(id) when is_integer(id), do: IEx.Break.reset(id)

  @doc "The same for the breakpoint of a function."
  def reset_break(module, function, arity), do: IEx.Break.reset({module, function, arity})

  @doc "Takes away all breakpoints."
  def remove_breaks, do: IEx.Break.remove(fn _ -> true end)

  @doc "Takes away the breakpoints in a module."
  def remove_breaks(module) when is_atom(module), do: IEx.Break.remove(fn {other, _, _} -> other == module end)

  @doc """
  Shows a crash whole: what the process ended with, its state, last message, mailbox, dictionary and links, who started it, and what
  it did last, if the observer or a trace listened.

  Each report on the log has a number; without one it is the last. `crashes/0` lists them. The last 50 are kept.
  """
  def crash(number \\ :last) when number == :last or is_integer(number) do
    IEx.Crash.show(number)
    dont_display_result()
  end

  @doc "Lists the crashes that were reported in this session; `crash/1` shows one."
  def crashes do
    IEx.Crash.list()
    dont_display_result()
  end

  @doc "Shows the shell's mailbox without taking anything out of it (`flush/0` does). See `peek/1`."
  def peek do
    IEx.Peek.show(self())
    dont_display_result()
  end

  @doc """
  Shows the mailbox of a process: `peek(pid)`, `peek(Counter)`. Or says what a receive with these clauses would do with the shell's own:

      peek do
        {:ok, x} when x > 1 -> x
        :stop -> nil
      end

  Each message is shown with the clause that takes it, or with each clause and why it does not. Nothing is taken, no body runs.
  """
  defmacro peek([{:do, _} | _] = sections), do: checked(quote(do: self()), sections, __CALLER__)
  defmacro peek(pid), do: quote(do: IEx.Helpers.shown_by(IEx.Peek.show(unquote(pid))))

  @doc "The same for the mailbox of another process: `peek pid do ... end`."
  defmacro peek(pid, [{:do, _} | _] = sections), do: checked(pid, sections, __CALLER__)

  defp checked(pid, sections, env), do: quote(do: IEx.Helpers.shown_by(unquote(IEx.Peek.expand(pid, sections, env))))

  @doc false
  def shown_by(_), do: dont_display_result()

  @doc """
  Gives the variables of shell processes that have died to this one, with the imports and aliases of the last of them.

  Variables that exist again are kept as they are now. After a defect of pyex itself it evaluates the inputs of the session again.
  """
  def restore do
    IEx.Restore.run()
    dont_display_result()
  end

  @doc "The pid with a text such as `\"0.100.0\"` or `\"#PID<0.100.0>\"`, or of a registered name."
  def pid("#PID<" <> _ = text), do: :erlang.list_to_pid(String.to_charlist(String.replace_prefix(text, "#PID", "")))
  def pid(text) when is_binary(text), do: :erlang.list_to_pid(~c"<#{text}>")

  def pid(name) when is_atom(name) do
    Process.whereis(name) || raise(ArgumentError, "could not find registered process with name: #{inspect(name)}")
  end

  @doc "The pid with these three numbers: `pid(0, 100, 0)`."
  def pid(x, y, z) when is_integer(x) and x >= 0 and is_integer(y) and y >= 0 and is_integer(z) and z >= 0 do
    :erlang.list_to_pid(~c"<#{x}.#{y}.#{z}>")
  end

  @doc "The port with a text such as `\"0.4\"` or `\"#Port<0.4>\"`."
  def port("#Port<" <> _ = text), do: :erlang.list_to_port(String.to_charlist(text))
  def port(text) when is_binary(text), do: :erlang.list_to_port(~c"#Port<#{text}>")

  @doc "The port with these two numbers."
  def port(major, minor) when is_integer(major) and major >= 0 and is_integer(minor) and minor >= 0 do
    :erlang.list_to_port(~c"#Port<#{major}.#{minor}>")
  end

  @doc "The reference with a text such as `\"0.1.2.3\"` or `\"#Reference<0.1.2.3>\"`."
  def ref("#Reference<" <> _ = text), do: :erlang.list_to_ref(String.to_charlist(String.replace_prefix(text, "#Reference", "#Ref")))
  def ref(text) when is_binary(text), do: :erlang.list_to_ref(~c"#Ref<#{text}>")

  @doc "The reference with these four numbers."
  def ref(w, x, y, z)
      when is_integer(w) and w >= 0 and is_integer(x) and x >= 0 and is_integer(y) and y >= 0 and is_integer(z) and z >= 0 do
    :erlang.list_to_ref(~c"#Ref<#{w}.#{x}.#{y}.#{z}>")
  end

  @doc """
  Ends all processes that have no name, except those of the shell itself, and returns how many there were.

  All of them end at once, none gets to start another in between. Real Elixir has nothing of the kind.
  """
  def sweep, do: :pyex_iex.sweep()

  @doc """
  Saves this session in a file: `save("lesson.md")` as a Markdown page with transcripts, which can be replayed and checked as a
  lesson, `save("work.exs")` as a script that runs.

  In a script answers become comments, and so does what cannot run in one: an input that raised, a helper that only the prompt has.

  Options:

    * `:last` - how many inputs, counted from the last one; all of them without it
    * `:force` - whether a file that is there already is overwritten

  Real Elixir has nothing of the kind.
  """
  def save(path, options \\ []) when is_binary(path) and is_list(options) do
    IEx.Transcript.save(path, options)
    dont_display_result()
  end

  @doc """
  The guided course: `learn()` lists its lessons and how far you are, `learn(:mailbox)` (or its number, `learn(6)`) starts one or goes on with it, and
  `learn("path/to/lesson.md")` runs anyone's lesson.

  A lesson is a shell of its own, in a world of its own. This one waits until you leave it by `quit()`.

  Real Elixir has nothing of the kind.
  """
  def learn(lesson \\ "") when is_atom(lesson) or is_binary(lesson) or is_integer(lesson) do
    unless :pyex_iex.serve(:learn, [to_string(lesson)]), do: raise(ArgumentError, "there are no lessons in this shell")
    receive do: ({:pyex_iex, :served, _} -> dont_display_result())
  end

  @doc """
  Turns the status line at the bottom of the terminal on or off, or over without an argument. So does F2.

  It shows the shell's pid and what is in its mailbox, the number of its links, of all processes and of those that are ready
  to run, the reductions used in a second, and the clock. The choice lasts over sessions.
  """
  def status(shown \\ not (:pyex_screen.status() || false)) when is_boolean(shown) do
    if :pyex_screen.status(shown), do: :ok, else: {:error, :no_terminal}
  end

  @doc "Clears the screen."
  def clear do
    if :pyex_iex.ansi() do
      IO.write("\e[H\e[2J")
    else
      IO.puts("Cannot clear the screen because ANSI escape codes are not enabled on this shell")
    end

    dont_display_result()
  end

  @doc "Prints the current directory."
  def pwd do
    IO.puts(IEx.color(:eval_info, File.cwd!()))
    dont_display_result()
  end

  @doc "Changes the current directory."
  def cd(directory) when is_binary(directory) do
    case File.cd(Path.expand(directory)) do
      :ok -> pwd()
      {:error, :enoent} -> IO.puts(IEx.color(:eval_error, "No directory #{directory}"))
      {:error, reason} -> IO.puts(IEx.color(:eval_error, "Could not change to #{directory}: #{inspect(reason)}"))
    end

    dont_display_result()
  end

  @doc "Prints the files of a directory, of the current one if none is given. Directories and devices have colours of their own."
  def ls(path \\ ".") when is_binary(path) do
    IEx.Listing.files(Path.expand(path))
    dont_display_result()
  end

  @doc "Prints the functions and macros of a module with their arities, those of `Kernel` if none is given."
  def exports(module \\ Kernel) when is_atom(module) do
    IEx.Listing.exports(module)
    dont_display_result()
  end

  @doc "Prints what kind of value this is, and what may be done with it. Without an argument: the last value."
  def i(term \\ v(-1)) do
    IEx.Info.Printer.print(term)
    dont_display_result()
  end

  @doc "Prints an overview of a process."
  def process_info(pid) when is_pid(pid) do
    IEx.Overview.process(pid)
    dont_display_result()
  end

  @doc """
  Prints the system in figures.

  The topics are `:system`, `:memory`, `:limits` (these three are shown if none is named), `:applications` and `:allocators`.
  Memory is in units of pyex's own, which are not those of Erlang.
  """
  def runtime_info(topics \\ IEx.Overview.usual()) when is_atom(topics) or is_list(topics) do
    IEx.Overview.system(topics)
    dont_display_result()
  end

  @doc """
  Compiles a file, or a list of files in whatever order, and returns the modules in them: `c("lib/kettle.ex")`.

  In pyex modules are in memory only: a path to write compiled code to is an error.
  """
  def c(files, path \\ :in_memory)

  def c(files, :in_memory) do
    files = List.wrap(files)
    missing = Enum.reject(files, &File.regular?/1)
    if missing != [], do: raise(ArgumentError, "could not find files #{Enum.join(missing, ", ")}")
    for file <- files, Path.extname(file) == ".erl", do: raise(ArgumentError, "cannot compile #{file}: pyex knows no Erlang, only Elixir")
    Enum.flat_map(IEx.Project.in_order(files), fn file -> for {module, _} <- Code.compile_file(file), do: module end)
  end

  def c(_files, path) do
    raise ArgumentError, "compiled code cannot be written to #{inspect(path)}: pyex keeps it in memory, c(files) is enough"
  end

  @doc """
  Compiles the Elixir files in the folder `lib` of the directory in which pyex was started: those that changed since the last time,
  and those that need them to be compiled.

  The answer is `:ok`, `:noop` if nothing has changed, or `:error` after a message. `recompile(force: true)` compiles all of them.
  """
  def recompile(options \\ []) when is_list(options), do: IEx.Project.recompile(options)

  @doc "Compiles the file of a module, or of a list of modules, again."
  def r(modules) do
    compiled = modules |> List.wrap() |> Enum.flat_map(&c(file_of(&1)))
    {:reloaded, compiled}
  end

  defp file_of(module) do
    file = Code.ensure_loaded?(module) && module.module_info(:compile)[:source]

    if file && File.regular?(file) do
      List.to_string(file)
    else
      raise ArgumentError, "could not load nor find module: #{inspect(module)}"
    end
  end

  @doc "Loads a module: `{:module, module}` or `{:error, :nofile}`."
  def l(module) when is_atom(module) do
    Code.ensure_loaded(module)
  end

  @doc """
  Gives a module to other nodes, to all that are connected if none are named.

  pyex connects to no nodes: those that are named answer that they are down.
  """
  def nl(nodes \\ Node.list(), module) when is_list(nodes) and is_atom(module) do
    if Code.ensure_loaded?(module), do: {:ok, for(node <- nodes, do: {node, :badrpc, :nodedown})}, else: {:error, :nofile}
  end

  @doc "Opens the place of the breakpoint that the prompt is at in the editor."
  def open do
    case IEx.Evaluator.pried() do
      nil -> IO.puts(IEx.color(:eval_error, @no_pry))
      %{file: file, line: line} -> IEx.Source.open({file, line})
    end

    dont_display_result()
  end

  @doc """
  Opens a module, a function or a place in the editor: `open(URI)`, `open(URI.parse)`, `open(URI.parse/1)`, `open({"lib/kettle.ex", 3})`.

  The editor is that of `$ELIXIR_EDITOR` or `$EDITOR`; it is called with `file:line`, or with these in the place of `__FILE__` and
  `__LINE__` in the variable (`ELIXIR_EDITOR="vim +__LINE__ __FILE__"`). What was typed at the prompt is opened as a copy.
  """
  defmacro open(term) do
    place = IEx.Introspection.decompose(term, __CALLER__)
    quote do: IEx.Source.open(unquote(place))
  end

  @doc """
  Prints where a module or a function stands (`source(URI.parse/1)`), and the code of a function. Also of what was typed at the prompt.
  """
  defmacro source(term) do
    place = IEx.Introspection.decompose(term, __CALLER__)
    quote do: IEx.Source.source(unquote(place))
  end

  @doc """
  The documentation of a module or a function: `h(Enum)`, `h(Enum.map)`, `h(Enum.map/2)`, `h(is_atom)`.

  Modules that were typed at this prompt have theirs too (in real Elixir they have not).
  """
  defmacro h(term) do
    call = IEx.Introspection.decompose(term, __CALLER__)
    quote do: IEx.Introspection.h(unquote(call))
  end

  @doc "Prints this text."
  defmacro h do
    quote do: IEx.Introspection.h({IEx.Helpers})
  end

  @doc "The callbacks of a behaviour: `b(GenServer)`, or one of them with its documentation: `b(GenServer.init)`."
  defmacro b(term) do
    call = IEx.Introspection.decompose(term, __CALLER__)
    quote do: IEx.Introspection.b(unquote(call))
  end

  @doc "The types of a module: `t(Enum)`, or one of them with its documentation: `t(Enum.t)`."
  defmacro t(term) do
    call = IEx.Introspection.decompose(term, __CALLER__)
    quote do: IEx.Introspection.t(unquote(call))
  end

  @doc "Evaluates a file as if it were typed here: its variables and imports stay."
  defmacro import_file(path) when is_binary(path) do
    path |> Path.expand() |> file_forms([])
  end

  # `outer`: the files within which this one is imported.
  @doc false
  defmacro import_file(path, outer) when is_binary(path), do: path |> Path.expand() |> file_forms(outer)

  @doc "As `import_file/1`, but a file that is not there is no error."
  defmacro import_file_if_available(path) when is_binary(path) do
    if File.exists?(path), do: path |> Path.expand() |> file_forms([])
  end

  @doc false
  defmacro import_file_if_available(path, outer) when is_binary(path) do
    if File.exists?(path), do: path |> Path.expand() |> file_forms(outer)
  end

  defp file_forms(path, outer) do
    if path in outer do
      IO.warn("path #{path} was already imported, skipping circular file imports", [])
    else
      path |> File.read!() |> Code.string_to_quoted!(file: path) |> Macro.prewalk(&within(&1, [path | outer]))
    end
  end

  defp within({name, meta, [path]}, outer) when name in [:import_file, :import_file_if_available], do: {name, meta, [path, outer]}
  defp within(node, _outer), do: node

  @doc "Imports a module if it exists."
  defmacro import_if_available(module, options \\ []) do
    if Code.ensure_loaded?(Macro.expand(module, __CALLER__)) do
      quote do: import(unquote(module), unquote(options))
    end
  end

  @doc "Uses a module if it exists."
  defmacro use_if_available(module, options \\ []) do
    if Code.ensure_loaded?(Macro.expand(module, __CALLER__)) do
      quote do: use(unquote(module), unquote(options))
    end
  end
end
