defmodule Exception do
  @moduledoc """
  Errors as data: from the reasons of the runtime to exception structs, and from those to text.

  An exception is a struct with the field `__exception__: true`, made by `defexception/1`.

      iex> Exception.message(%ArgumentError{message: "too late"})
      "too late"
  """

  @type t :: %{:__struct__ => module, :__exception__ => true, optional(atom) => any}
  @type kind :: :error | non_error_kind
  @type non_error_kind :: :exit | :throw | {:EXIT, pid}
  @type stacktrace :: [stacktrace_entry]
  @type stacktrace_entry :: {module, atom, arity_or_args, location} | {(... -> any), arity_or_args, location}
  @type arity_or_args :: non_neg_integer | list
  @type location :: keyword

  alias Exception.Exits
  alias Exception.Stacktrace

  @doc "Makes the exception of what stands behind it in `raise`: a message, or a keyword list."
  @callback exception(term) :: struct

  @doc "The text of an exception."
  @callback message(struct) :: String.t()

  @doc """
  Adds to an exception what was found out about its cause, when it is about to be printed; also to its stack trace.
  """
  @callback blame(struct, list) :: {struct, list}
  @optional_callbacks blame: 2

  @doc """
  Whether a term is an exception. `Kernel.is_exception/1` does it in guards too.

      iex> Exception.exception?(:no)
      false
  """
  @deprecated "Use Kernel.is_exception/1 instead"
  def exception?(%_{__exception__: true}), do: true
  def exception?(_), do: false

  @doc """
  The text of an exception.

      iex> Exception.message(%RuntimeError{message: "oops"})
      "oops"
  """
  def message(%module{__exception__: true} = exception) do
    try do
      module.message(exception)
    rescue
      failure -> broken_message(failure, exception, __STACKTRACE__)
    else
      text when is_binary(text) -> text
      other -> "got #{inspect(other)} while retrieving Exception.message/1 for #{inspect(exception)} (expected a string)"
    end
  end

  defp broken_message(failure, exception, stacktrace) do
    "got #{inspect(failure.__struct__)} with message #{inspect(message(failure))} " <>
      "while retrieving Exception.message/1 for #{inspect(exception)}. Stacktrace:\n" <> format_stacktrace(stacktrace)
  end

  @doc """
  The exception struct of an error's reason; throws and exits stay as they are.

      iex> Exception.normalize(:error, :badarith)
      %ArithmeticError{message: "bad argument in arithmetic expression"}
      iex> Exception.normalize(:exit, :badarith)
      :badarith
  """
  def normalize(kind, payload, stacktrace \\ [])
  def normalize(:error, %_{__exception__: true} = exception, _stacktrace), do: exception
  def normalize(:error, reason, stacktrace), do: ErlangError.normalize(reason, stacktrace || [])
  def normalize(_kind, payload, _stacktrace), do: payload

  @doc """
  An error with what can be found out about it, at some cost: hints, near misses of names, arguments and clauses.
  Gives the exception (other kinds as they are) and the stack trace, for printing.

      iex> {error, _} = Exception.blame(:error, %KeyError{key: :nam, term: %{name: 1}}, [])
      iex> Exception.message(error)
      "key :nam not found in: %{name: 1}. Did you mean:\\n\\n      * :name\\n"
  """
  def blame(:error, error, stacktrace) do
    %module{} = exception = normalize(:error, error, stacktrace)

    if Code.ensure_loaded?(module) and function_exported?(module, :blame, 2) do
      module.blame(exception, stacktrace)
    else
      {exception, stacktrace}
    end
  end

  def blame(_kind, payload, stacktrace), do: {payload, stacktrace}

  @doc """
  Which parts of a function's clauses match the arguments: `{:ok, kind, clauses}`, or `:error` if its clauses are unknown.
  """
  def blame_mfa(module, function, args), do: Exception.Blame.clauses(module, function, args)

  @doc """
  The first line of a report: the kind or the exception's name, and its text.

      iex> Exception.format_banner(:error, %RuntimeError{message: "oops"})
      "** (RuntimeError) oops"
      iex> Exception.format_banner(:throw, :ball)
      "** (throw) :ball"
      iex> Exception.format_banner(:exit, :shutdown)
      "** (exit) shutdown"
  """
  def format_banner(kind, payload, stacktrace \\ [])

  def format_banner(:error, error, stacktrace) do
    exception = normalize(:error, error, stacktrace)
    "** (" <> inspect(exception.__struct__) <> ") " <> message(exception)
  end

  def format_banner(:throw, term, _stacktrace), do: "** (throw) " <> inspect(term)
  def format_banner(:exit, reason, _stacktrace), do: "** (exit) " <> Exits.format(reason, "\n    ")
  def format_banner({:EXIT, pid}, reason, _stacktrace), do: "** (EXIT from #{inspect(pid)}) " <> Exits.format(reason, "\n    ")

  @doc """
  A whole report: the banner and the stack trace under it.

      iex> Exception.format(:error, %RuntimeError{message: "oops"}, [{Some, :thing, 2, [file: "some.ex", line: 3]}])
      "** (RuntimeError) oops\\n    some.ex:3: Some.thing/2\\n"
  """
  def format(kind, payload, stacktrace \\ [])
  def format({:EXIT, _} = kind, payload, _stacktrace), do: format_banner(kind, payload)

  def format(kind, payload, stacktrace) do
    banner = format_banner(kind, payload, stacktrace)

    case stacktrace do
      [] -> banner
      _ -> banner <> "\n" <> format_stacktrace(stacktrace)
    end
  end

  @doc """
  Why a process ended, in words.

      iex> Exception.format_exit({:shutdown, :planned})
      "shutdown: :planned"
      iex> Exception.format_exit({:noproc, {GenServer, :stop, [:nobody]}}) |> String.split(":") |> hd()
      "exited in"
  """
  def format_exit(reason), do: Exits.format(reason, "\n    ")

  @doc """
  A stack trace, one entry to a line; without one, that of the running process.

      iex> Exception.format_stacktrace([{Some, :thing, [1], []}])
      "    Some.thing(1)\\n"
  """
  def format_stacktrace(trace \\ nil) do
    case trace || own_trace() do
      [] -> "\n"
      trace -> Enum.map_join(trace, &("    " <> format_stacktrace_entry(&1) <> "\n"))
    end
  end

  # Without the frames of asking.
  defp own_trace() do
    {:current_stacktrace, trace} = :erlang.process_info(self(), :current_stacktrace)
    Enum.drop_while(trace, fn {module, _, _, _} -> module in [:erlang, Process, Exception] end)
  end

  @doc """
  One line of a stack trace.

      iex> Exception.format_stacktrace_entry({Some, :"-thing/2-fun-0-", 1, [file: "some.ex", line: 3]})
      "some.ex:3: anonymous fn/1 in Some.thing/2"
  """
  def format_stacktrace_entry(entry), do: Stacktrace.entry(entry)

  @doc """
  A function by its module, name, and arity or arguments.

      iex> Exception.format_mfa(Enum, :map, 2)
      "Enum.map/2"
      iex> Exception.format_mfa(Enum, :at, [[1], 0])
      "Enum.at([1], 0)"
  """
  def format_mfa(module, function, arity) when is_atom(module) and is_atom(function), do: Stacktrace.mfa(module, function, arity)

  @doc """
  An anonymous function with its arity or arguments.

      iex> Exception.format_fa(&Enum.at/2, 2)
      "&Enum.at/2/2"
  """
  def format_fa(fun, arity) when is_function(fun), do: inspect(fun) <> Stacktrace.arity(arity)

  @doc """
  A file and a line before a message.

      iex> Exception.format_file_line("some.ex", 3)
      "some.ex:3:"
  """
  def format_file_line(file, line, suffix \\ "")
  def format_file_line(nil, _line, _suffix), do: ""
  def format_file_line(file, line, suffix) when line in [nil, 0], do: "#{file}:#{suffix}"
  def format_file_line(file, line, suffix), do: "#{file}:#{line}:#{suffix}"

  @doc """
  A file, a line and a column before a message.

      iex> Exception.format_file_line_column("some.ex", 3, 7)
      "some.ex:3:7:"
  """
  def format_file_line_column(file, line, column, suffix \\ "")
  def format_file_line_column(nil, _line, _column, _suffix), do: ""

  def format_file_line_column(file, line, column, suffix) when line in [nil, 0] or column in [nil, 0] do
    format_file_line(file, line, suffix)
  end

  def format_file_line_column(file, line, column, suffix), do: "#{file}:#{line}:#{column}:#{suffix}"
end
