defmodule Code do
  @moduledoc """
  Text to code, code to values, and which modules there are.

      iex> Code.eval_string("a + b", a: 1, b: 2)
      {3, [a: 1, b: 2]}
  """

  @typedoc "Variables with their values; a name may stand with its context."
  @type binding :: [{atom | tuple, any}]
  @typedoc "A line, or a line and a column; 0 where it is not known."
  @type line :: non_neg_integer
  @type position :: line | {pos_integer, column :: non_neg_integer}

  ## Evaluating

  @doc """
  Evaluates a text with variables: `{value, variables after it}`. The options are `:file` and `:line`, or an environment.

      iex> Code.eval_string("x = 1 + 1")
      {2, [x: 2]}
  """
  def eval_string(string, binding \\ [], opts \\ [])
  def eval_string(string, binding, %Macro.Env{} = env), do: evaluated(:pyex_code.eval_string(text(string), binding, env))
  def eval_string(string, binding, opts) when is_list(opts), do: evaluated(:pyex_code.eval_string(text(string), binding, opts))

  defp evaluated({value, binding, _env}), do: {value, binding}

  defp text(string) when is_binary(string), do: string
  defp text(charlist), do: List.to_string(charlist)

  @doc """
  Evaluates quoted code with variables: `{value, variables after it}`.

      iex> Code.eval_quoted(quote(do: 6 * 7))
      {42, []}
  """
  def eval_quoted(quoted, binding \\ [], env_or_opts \\ []) do
    evaluated(:pyex_code.eval_quoted(quoted, binding, env_or_opts))
  end

  @doc """
  Evaluates quoted code in an environment: `{value, variables, environment after it}`.

  With `prune_binding: true` only the variables that the code sets are returned.
  """
  def eval_quoted_with_env(quoted, binding, %Macro.Env{} = env, opts \\ []) when is_list(binding) do
    :pyex_code.eval_quoted(quoted, binding, env, Keyword.get(opts, :prune_binding, false))
  end

  @doc """
  An environment to evaluate in, from options (`:file`, `:line`, `:module`).

      iex> Code.env_for_eval(file: "some.exs").file
      "some.exs"
  """
  def env_for_eval(env_or_opts), do: :pyex_code.env_for_eval(env_or_opts)

  @doc """
  Evaluates a file.
  """
  def eval_file(file, relative_to \\ nil) when is_binary(file) do
    file = find_file!(file, relative_to)
    eval_string(File.read!(file), [], file: file, line: 1)
  end

  ## Reading

  @doc """
  The quoted code of a text: `{:ok, quoted}`, or `{:error, {place, message, token}}`.

      iex> Code.string_to_quoted("f(x)")
      {:ok, {:f, [line: 1], [{:x, [line: 1], nil}]}}
      iex> {:error, {place, _, _}} = Code.string_to_quoted("(1")
      iex> place[:line]
      1

  Options: `:file`, `:line`, `:column`, `:columns` and `:token_metadata` (more in the metadata), `:existing_atoms_only`, and
  `:literal_encoder`, a function that gives `{:ok, quoted}` for a literal and its metadata.

      iex> Code.string_to_quoted("[1]", literal_encoder: fn value, meta -> {:ok, {:literal, meta, [value]}} end)
      {:ok, {:literal, [line: 1], [[{:literal, [line: 1], [1]}]]}}
  """
  def string_to_quoted(string, opts \\ []) when is_list(opts), do: :pyex_code.string_to_quoted(text(string), opts)

  @doc """
  The quoted code of a text; a text that is none raises.

      iex> Code.string_to_quoted!("1 + 2")
      {:+, [line: 1], [1, 2]}
  """
  def string_to_quoted!(string, opts \\ []) when is_list(opts), do: :pyex_code.parse(text(string), opts)

  @doc """
  A text written as Elixir's formatter writes it, in lines of at most `:line_length` characters (98) where that is possible.
  Comments are not kept yet: a text with some is an ArgumentError.

      iex> Code.format_string!("f( 1,2 )") |> IO.iodata_to_binary()
      "f(1, 2)"
      iex> Code.format_string!("fill(first, second)", line_length: 12) |> IO.iodata_to_binary() |> String.split("\\n")
      ["fill(", "  first,", "  second", ")"]
  """
  def format_string!(string, opts \\ []) when is_binary(string) and is_list(opts) do
    quoted = string_to_quoted!(string, opts)

    if comments?(string) do
      raise ArgumentError, "cannot format a text with comments"
    end

    [:pyex_code.quoted_to_string(quoted, Keyword.get(opts, :line_length, 98))]
  end

  # A line that holds nothing but a comment, or ends in one: what follows `#` is no part of the code.
  defp comments?(string), do: :pyex_code.has_comments(string)

  ## Compiling

  @doc """
  Compiles a text: `[{module, binary}]` of the modules that it defines.

      iex> [{module, _}] = Code.compile_string("defmodule DocsOfCompile do end")
      iex> module
      DocsOfCompile
  """
  def compile_string(string, file \\ "nofile") when is_binary(file), do: :pyex_code.compile_string(text(string), file)

  @doc """
  Compiles quoted code: `[{module, binary}]` of the modules that it defines.
  """
  def compile_quoted(quoted, file \\ "nofile") when is_binary(file), do: :pyex_code.compile_quoted(quoted, file)

  @doc """
  Compiles a file: `[{module, binary}]` of the modules that it defines.
  """
  def compile_file(file, relative_to \\ nil) when is_binary(file) do
    file = find_file!(file, relative_to)
    compile_string(File.read!(file), file)
  end

  @required {__MODULE__, :required_files}

  @doc """
  Compiles a file unless that was done before, which gives `nil`.
  """
  def require_file(file, relative_to \\ nil) when is_binary(file) do
    file = find_file!(file, relative_to)

    unless file in required_files() do
      :persistent_term.put(@required, [file | required_files()])
      compile_string(File.read!(file), file)
    end
  end

  @doc """
  The files that were required so far.

      iex> is_list(Code.required_files())
      true
  """
  def required_files(), do: :persistent_term.get(@required, [])

  @doc """
  Forgets that files were required.
  """
  def unrequire_files(files) when is_list(files), do: :persistent_term.put(@required, required_files() -- files)

  defp find_file!(file, relative_to) do
    path = if relative_to, do: Path.expand(file, relative_to), else: Path.expand(file)
    if File.regular?(path), do: path, else: raise(Code.LoadError, file: path, reason: :enoent)
  end

  ## Options of the compiler

  @options %{
    debug_info: true,
    docs: true,
    ignore_already_consolidated: false,
    ignore_module_conflict: false,
    infer_signatures: [:elixir],
    no_warn_undefined: [],
    on_undefined_variable: :raise,
    parser_options: [columns: true],
    relative_paths: true,
    tracers: [],
    warnings_as_errors: false
  }

  @doc """
  The names of the compiler's options.

      iex> :docs in Code.available_compiler_options()
      true
  """
  def available_compiler_options(), do: Map.keys(@options)

  @doc """
  The compiler's options.

      iex> Code.compiler_options().docs
      true
  """
  def compiler_options(), do: Map.new(@options, fn {name, _} -> {name, get_compiler_option(name)} end)

  @doc """
  Sets options of the compiler; the ones they had are returned.
  """
  def compiler_options(opts) do
    for {name, value} <- opts, into: %{} do
      before = get_compiler_option(name)
      put_compiler_option(name, value)
      {name, before}
    end
  end

  @doc """
  One option of the compiler.

      iex> Code.get_compiler_option(:docs)
      true
  """
  def get_compiler_option(name) when is_map_key(@options, name) do
    :persistent_term.get({__MODULE__, name}, Map.fetch!(@options, name))
  end

  def get_compiler_option(name), do: raise("unknown compiler option: #{inspect(name)}")

  @doc """
  Sets an option of the compiler. `:ignore_module_conflict` has an effect here; the others are kept only.
  """
  def put_compiler_option(name, value) when is_map_key(@options, name), do: :persistent_term.put({__MODULE__, name}, value)
  def put_compiler_option(name, _value), do: raise("unknown compiler option: #{inspect(name)}")

  ## Modules

  @doc """
  Loads a module if need be: `{:module, module}` or `{:error, reason}`.

      iex> Code.ensure_loaded(Enum)
      {:module, Enum}
      iex> Code.ensure_loaded(NoSuchModule)
      {:error, :nofile}
  """
  def ensure_loaded(module) when is_atom(module), do: :pyex_code.ensure_loaded(module)

  @doc """
  Whether a module is loaded or can be.

      iex> Code.ensure_loaded?(Enum)
      true
  """
  def ensure_loaded?(module) when is_atom(module), do: match?({:module, _}, ensure_loaded(module))

  @doc """
  Loads a module if need be, or raises.

      iex> Code.ensure_loaded!(Enum)
      Enum
  """
  def ensure_loaded!(module), do: loaded!(module, ensure_loaded(module))

  @doc """
  Loads all modules of a list: `:ok` or `{:error, [{module, reason}]}`.

      iex> Code.ensure_all_loaded([Enum, NoSuchModule])
      {:error, [{NoSuchModule, :nofile}]}
  """
  def ensure_all_loaded(modules) when is_list(modules) do
    case for(module <- modules, {:error, reason} <- [ensure_loaded(module)], do: {module, reason}) do
      [] -> :ok
      failures -> {:error, failures}
    end
  end

  @doc """
  Loads all modules of a list, or raises.
  """
  def ensure_all_loaded!(modules) do
    Enum.each(modules, &ensure_loaded!/1)
  end

  @doc """
  As `ensure_loaded/1`: here nothing is compiled at the same time.

      iex> Code.ensure_compiled(NoSuchModule)
      {:error, :nofile}
  """
  def ensure_compiled(module) when is_atom(module), do: ensure_loaded(module)

  @doc """
  As `ensure_loaded!/1`.
  """
  def ensure_compiled!(module), do: loaded!(module, ensure_compiled(module))

  defp loaded!(module, {:module, module}), do: module

  defp loaded!(module, {:error, reason}) do
    raise ArgumentError, "could not load module #{inspect(module)} due to reason #{inspect(reason)}"
  end

  @doc """
  Whether a module is loaded now.

      iex> Code.loaded?(Kernel)
      true
  """
  def loaded?(module) when is_atom(module), do: :pyex_code.is_loaded(module)

  @doc """
  Whether this process may wait for modules that others compile. Here it never has to.

      iex> Code.can_await_module_compilation?()
      false
  """
  def can_await_module_compilation?(), do: false

  @doc """
  The documentation of a module as data: `{:docs_v1, line, :elixir, "text/markdown", doc, metadata, docs}`, or `{:error, reason}`.
  Unlike in Elixir, modules typed at the prompt have it too.

      iex> {:docs_v1, _, :elixir, "text/markdown", %{"en" => text}, _, _} = Code.fetch_docs(Function)
      iex> is_binary(text)
      true
      iex> Code.fetch_docs(NoSuchModule)
      {:error, :module_not_found}
  """
  def fetch_docs(module) when is_atom(module), do: :pyex_code.fetch_docs(module)

  @doc """
  The paths where modules are looked for. Modules come from the standard library and from what was compiled; there are none.

      iex> Code.prepend_path("ebin")
      {:error, :bad_directory}
  """
  def prepend_path(_path, _opts \\ []), do: {:error, :bad_directory}

  @doc """
  See `prepend_path/2`.
  """
  def append_path(_path, _opts \\ []), do: {:error, :bad_directory}

  @doc """
  See `prepend_path/2`.
  """
  def delete_path(_path), do: false

  @doc """
  Runs a function; the compiler's warnings and errors of that time are returned rather than printed: `{result, diagnostics}`.
  """
  def with_diagnostics(opts \\ [], fun) when is_list(opts) and is_function(fun, 0) do
    raise ArgumentError, "diagnostics can not be collected here yet: they are printed as they come"
  end
end
