defmodule Macro do
  @moduledoc """
  Working with quoted code: walking through it, expanding macros in it, turning values into code and code into text.

  Quoted code is made of three-element tuples `{name or code, metadata, arguments}` and of what stands for itself: numbers,
  atoms, strings, lists and pairs.

      iex> Macro.to_string(quote do: 1 + f(x))
      "1 + f(x)"
  """

  @typedoc "Quoted code as a program may write it: expressions, and what stands for itself."
  @type input :: {input | atom, metadata, atom | [input]} | {input, input} | [input] | atom | number | binary
  @typedoc "Quoted code as the compiler gives it."
  @type output :: {output | atom, metadata, atom | [output]} | {output, output} | [output] | atom | number | binary | captured_remote_function | pid
  @typedoc "What is known of an expression: its line, its context..."
  @type metadata :: keyword
  @type captured_remote_function :: (... -> any)

  import Kernel, except: [to_string: 1]

  @type t :: term

  ## Walking

  @doc """
  Walks through quoted code with an accumulator: `pre` is called with each node before its parts, `post` after them.

      iex> count = fn node, n -> {node, n + 1} end
      iex> {_, n} = Macro.traverse(quote(do: f(1, 2)), 0, count, fn node, n -> {node, n} end)
      iex> n
      3
  """
  def traverse(quoted, acc, pre, post) when is_function(pre, 2) and is_function(post, 2) do
    {quoted, acc} = pre.(quoted, acc)
    walk(quoted, acc, pre, post)
  end

  defp walk({form, meta, args}, acc, pre, post) when is_atom(form) do
    {args, acc} = walk_args(args, acc, pre, post)
    post.({form, meta, args}, acc)
  end

  defp walk({form, meta, args}, acc, pre, post) do
    {form, acc} = traverse(form, acc, pre, post)
    {args, acc} = walk_args(args, acc, pre, post)
    post.({form, meta, args}, acc)
  end

  defp walk({left, right}, acc, pre, post) do
    {left, acc} = traverse(left, acc, pre, post)
    {right, acc} = traverse(right, acc, pre, post)
    post.({left, right}, acc)
  end

  defp walk(list, acc, pre, post) when is_list(list) do
    {list, acc} = walk_args(list, acc, pre, post)
    post.(list, acc)
  end

  defp walk(other, acc, _pre, post), do: post.(other, acc)

  defp walk_args(args, acc, _pre, _post) when is_atom(args), do: {args, acc}

  defp walk_args(args, acc, pre, post) when is_list(args) do
    :lists.mapfoldl(fn arg, acc -> traverse(arg, acc, pre, post) end, acc, args)
  end

  @doc """
  Changes each node of quoted code, parents before their parts.

      iex> Macro.prewalk(quote(do: f(1)), fn n when is_integer(n) -> n + 1; other -> other end) |> Macro.to_string()
      "f(2)"
  """
  def prewalk(quoted, fun) when is_function(fun, 1), do: elem(prewalk(quoted, nil, fn node, nil -> {fun.(node), nil} end), 0)

  @doc """
  As `prewalk/2`, with an accumulator.
  """
  def prewalk(quoted, acc, fun) when is_function(fun, 2), do: traverse(quoted, acc, fun, fn node, acc -> {node, acc} end)

  @doc """
  Changes each node of quoted code, parts before their parents.

      iex> Macro.postwalk(quote(do: f(1)), fn n when is_integer(n) -> n + 1; other -> other end) |> Macro.to_string()
      "f(2)"
  """
  def postwalk(quoted, fun) when is_function(fun, 1), do: elem(postwalk(quoted, nil, fn node, nil -> {fun.(node), nil} end), 0)

  @doc """
  As `postwalk/2`, with an accumulator.
  """
  def postwalk(quoted, acc, fun) when is_function(fun, 2), do: traverse(quoted, acc, fn node, acc -> {node, acc} end, fun)

  @doc """
  All nodes of quoted code, parents before their parts, as an enumerable.

      iex> Enum.to_list(Macro.prewalker(quote(do: f(1))))
      [{:f, [], [1]}, 1]
  """
  def prewalker(quoted), do: nodes(quoted, &prewalk/3)

  @doc """
  All nodes of quoted code, parts before their parents, as an enumerable.

      iex> Enum.to_list(Macro.postwalker(quote(do: f(1))))
      [1, {:f, [], [1]}]
  """
  def postwalker(quoted), do: nodes(quoted, &postwalk/3)

  defp nodes(quoted, walk) do
    {_, nodes} = walk.(quoted, [], fn node, acc -> {node, [node | acc]} end)
    Enum.reverse(nodes)
  end

  @doc """
  The way to the first node for which the function is true: the node, its parent, and so on up; `nil` if there is none.

      iex> Macro.path(quote(do: f(g(1))), &(&1 == 1))
      [1, {:g, [], [1]}, {:f, [], [{:g, [], [1]}]}]
  """
  def path(quoted, fun) when is_function(fun, 1), do: path(quoted, [], fun)

  defp path(node, above, fun) do
    above = [node | above]
    if fun.(node), do: above, else: Enum.find_value(parts(node), &path(&1, above, fun))
  end

  defp parts({form, _, args}) when is_atom(form), do: List.wrap(if is_list(args), do: args)
  defp parts({form, _, args}), do: [form | List.wrap(if is_list(args), do: args)]
  defp parts({left, right}), do: [left, right]
  defp parts(list) when is_list(list), do: list
  defp parts(_), do: []

  ## Expanding

  @doc """
  Expands a macro call, an alias or `__MODULE__` and its like, once.

      iex> Macro.expand_once(quote(do: __MODULE__), __ENV__)
      nil
  """
  def expand_once(quoted, env), do: :pyex_code.expand_once(quoted, env)

  @doc """
  Expands until it is no macro call any more. What is inside is left as it is.

      iex> Macro.expand(quote(do: List.Chars), __ENV__)
      List.Chars
  """
  def expand(quoted, env), do: :pyex_code.expand(quoted, env)

  @doc """
  Expands the aliases in quoted code that otherwise is a literal.

      iex> Macro.expand_literals(quote(do: {List, [f(Enum)]}), __ENV__) |> elem(0)
      List
  """
  def expand_literals(quoted, env) do
    {quoted, :ok} = expand_literals(quoted, :ok, fn node, :ok -> {expand(node, env), :ok} end)
    quoted
  end

  @doc """
  As `expand_literals/2`, with a function that expands, and an accumulator.
  """
  def expand_literals(quoted, acc, fun)
  def expand_literals({:__aliases__, _, _} = alias, acc, fun), do: fun.(alias, acc)

  def expand_literals({form, meta, args}, acc, fun) when form in [:{}, :%{}, :%] do
    {args, acc} = expand_literals(args, acc, fun)
    {{form, meta, args}, acc}
  end

  def expand_literals({left, right}, acc, fun) do
    {left, acc} = expand_literals(left, acc, fun)
    {right, acc} = expand_literals(right, acc, fun)
    {{left, right}, acc}
  end

  def expand_literals(list, acc, fun) when is_list(list), do: Enum.map_reduce(list, acc, &expand_literals(&1, &2, fun))
  def expand_literals(other, acc, _fun), do: {other, acc}

  ## Making code

  @doc """
  Quoted code whose value is the term. With `unquote: true`, quoted `unquote` calls in it take effect.

      iex> Macro.escape({1, 2, 3})
      {:{}, [], [1, 2, 3]}
      iex> Macro.escape({:unquote, [], [1 + 1]}, unquote: true)
      2
  """
  def escape(term, opts \\ []), do: :pyex_code.escape(term, Keyword.get(opts, :unquote, false))

  @doc """
  A quoted variable of a context.

      iex> Macro.var(:x, nil)
      {:x, [], nil}
  """
  def var(name, context) when is_atom(name) and is_atom(context), do: {name, [], context}

  @doc """
  A quoted variable that is no other one, even of the same name.

      iex> {:x, [counter: _], Some} = Macro.unique_var(:x, Some)
      iex> Macro.unique_var(:x, Some) == Macro.unique_var(:x, Some)
      false
  """
  def unique_var(name, context) when is_atom(name) and is_atom(context) do
    {name, [counter: :erlang.unique_integer([:positive])], context}
  end

  @doc """
  Quoted variables for the arguments of a function.

      iex> Macro.generate_arguments(2, Some)
      [{:arg1, [], Some}, {:arg2, [], Some}]
  """
  def generate_arguments(amount, context), do: arguments(amount, context, &var/2)

  @doc """
  As `generate_arguments/2`, each variable being unique.

      iex> [{:arg1, [counter: _], Some}] = Macro.generate_unique_arguments(1, Some)
      iex> :ok
      :ok
  """
  def generate_unique_arguments(amount, context), do: arguments(amount, context, &unique_var/2)

  # Without a range: protocols, and so Enumerable, are made with this.
  defp arguments(amount, context, fun) when is_integer(amount) and amount >= 0 and is_atom(context) do
    arguments(amount, context, fun, [])
  end

  defp arguments(0, _context, _fun, made), do: made

  defp arguments(n, context, fun, made) do
    name = :erlang.binary_to_atom("arg" <> :erlang.integer_to_binary(n))
    arguments(n - 1, context, fun, [fun.(name, context) | made])
  end

  @doc """
  The default values of a module's struct, which must exist where this is called at compile time.

      iex> Macro.struct!(MapSet, __ENV__).map
      %{}
  """
  def struct!(module, %{__struct__: Macro.Env, module: module}), do: Module.get_attribute(module, :__struct__)
  def struct!(module, %{__struct__: Macro.Env}) when is_atom(module), do: defined_struct!(module).__struct__()

  @doc """
  The fields of a module's struct, as `module.__info__(:struct)` gives them.

      iex> Macro.struct_info!(Range, __ENV__) |> hd()
      %{default: nil, field: :first}
  """
  def struct_info!(module, %{__struct__: Macro.Env, module: module}), do: Module.get_attribute(module, :__struct_info__)
  def struct_info!(module, %{__struct__: Macro.Env}) when is_atom(module), do: defined_struct!(module).__info__(:struct)

  defp defined_struct!(module) do
    if Code.ensure_loaded?(module) and function_exported?(module, :__struct__, 0) do
      module
    else
      raise ArgumentError,
            "#{inspect(module)}.__struct__/1 is undefined, cannot expand struct #{inspect(module)}. " <>
              "Make sure the struct name is correct. If the struct name exists and is correct but it still cannot be found, " <>
              "you likely have cyclic module usage in your code"
    end
  end

  @doc """
  Changes the metadata of a node.

      iex> Macro.update_meta({:f, [line: 1], []}, &Keyword.put(&1, :line, 2))
      {:f, [line: 2], []}
  """
  def update_meta({form, meta, args}, fun) when is_list(meta), do: {form, fun.(meta), args}
  def update_meta(other, _fun), do: other

  ## Pipes and calls

  @doc """
  The steps of a pipeline, each with the position that the piped value takes in it.

      iex> Macro.unpipe(quote(do: 1 |> f(2) |> g())) |> Enum.map(fn {code, at} -> {Macro.to_string(code), at} end)
      [{"1", 0}, {"f(2)", 0}, {"g()", 0}]
  """
  def unpipe(quoted), do: :lists.reverse(unpipe(quoted, []))

  defp unpipe({:|>, _, [left, right]}, steps), do: unpipe(right, unpipe(left, steps))
  defp unpipe(other, steps), do: [{other, 0} | steps]

  @doc """
  Puts an expression into a call, as the argument at a position (from the end if negative).

      iex> Macro.pipe(1, quote(do: f(2)), 0) |> Macro.to_string()
      "f(1, 2)"
  """
  def pipe(expr, call_args, position)
  def pipe(expr, {:&, _, _} = call, _), do: raise(ArgumentError, cannot_pipe(expr, call, into_calls()))

  def pipe(expr, {form, _, _} = call, _) when form in [:{}, :%{}, :%, :<<>>, :__aliases__] do
    raise ArgumentError, cannot_pipe(expr, call, into_calls())
  end

  def pipe(expr, {:fn, _, _}, _) do
    raise ArgumentError,
          "cannot pipe #{to_string(expr)} into an anonymous function without calling the function; " <>
            "use Kernel.then/2 instead or define the anonymous function as a regular private function"
  end

  def pipe(_expr, {sign, _, [operand]}, _) when sign in [:+, :-] do
    raise ArgumentError,
          "piping into a unary operator is not supported, please use the qualified name: " <>
            "Kernel.#{sign}(#{to_string(operand)}), instead of #{sign}#{to_string(operand)}"
  end

  def pipe(expr, {name, meta, context}, position) when is_atom(context), do: {name, meta, List.insert_at([], position, expr)}

  def pipe(expr, {name, _, args} = call, position) when is_atom(name) and length(args) in [1, 2] and name != :|> do
    case {operator?(name, length(args)), length(args)} do
      {true, 1} -> raise ArgumentError, cannot_pipe(expr, call, "the #{inspect(name)} operator can only take one argument")
      {true, 2} -> raise ArgumentError, cannot_pipe(expr, call, "the #{inspect(name)} operator can only take two arguments")
      _ -> into_call(expr, call, position)
    end
  end

  def pipe(expr, {_, _, args} = call, position) when is_list(args), do: into_call(expr, call, position)
  def pipe(expr, other, _), do: raise(ArgumentError, cannot_pipe(expr, other, into_calls()))

  defp into_call(expr, {name, meta, args}, position), do: {name, meta, List.insert_at(args, position, expr)}

  defp into_calls(), do: "can only pipe into local calls foo(), remote calls Foo.bar() or anonymous function calls foo.()"
  defp cannot_pipe(expr, call, why), do: "cannot pipe #{to_string(expr)} into #{to_string(call)}, " <> why

  @doc """
  The name and the arguments of a local call, with the module before them for a remote one; `:error` for anything else.

      iex> Macro.decompose_call(quote(do: f(1)))
      {:f, [1]}
      iex> Macro.decompose_call(quote(do: 42))
      :error
  """
  def decompose_call(quoted)
  def decompose_call({:{}, _, args}) when is_list(args), do: :error
  def decompose_call({{:., _, [remote, name]}, _, args}) when is_tuple(remote) or is_atom(remote), do: {remote, name, args}
  def decompose_call({name, _, args}) when is_atom(name) and is_atom(args), do: {name, []}
  def decompose_call({name, _, args}) when is_atom(name) and is_list(args), do: {name, args}
  def decompose_call(_), do: :error

  ## Asking

  @doc """
  `:ok` if the term is quoted code, else `{:error, the part that isn't}`.

      iex> Macro.validate({:f, [], [1]})
      :ok
      iex> Macro.validate({:f, [], [%{}]})
      {:error, %{}}
  """
  def validate(quoted), do: find_invalid(quoted) || :ok

  defp find_invalid({left, right}), do: find_invalid(left) || find_invalid(right)

  defp find_invalid({form, meta, args}) when is_list(meta) and (is_atom(args) or is_list(args)) do
    find_invalid(form) || (is_list(args) && find_invalid(args)) || nil
  end

  defp find_invalid([head | tail]), do: find_invalid(head) || find_invalid(tail)
  defp find_invalid([]), do: nil
  defp find_invalid(leaf) when is_pid(leaf) or is_atom(leaf) or is_number(leaf) or is_binary(leaf), do: nil

  defp find_invalid(fun) when is_function(fun) do
    if Function.info(fun, :type) == {:type, :external}, do: nil, else: {:error, fun}
  end

  defp find_invalid(other), do: {:error, other}

  @doc """
  Whether quoted code is a literal: nothing in it has to be evaluated.

      iex> Macro.quoted_literal?(quote(do: [1, %{a: {:b, "c"}}]))
      true
      iex> Macro.quoted_literal?(quote(do: x + 1))
      false
  """
  def quoted_literal?(quoted)
  def quoted_literal?({:__aliases__, _, parts}), do: quoted_literal?(parts)
  def quoted_literal?({:%, _, [module, map]}), do: quoted_literal?(module) and quoted_literal?(map)
  def quoted_literal?({form, _, args}) when form in [:%{}, :{}], do: quoted_literal?(args)
  def quoted_literal?({left, right}), do: quoted_literal?(left) and quoted_literal?(right)
  def quoted_literal?(list) when is_list(list), do: Enum.all?(list, &quoted_literal?/1)
  def quoted_literal?(term), do: is_atom(term) or is_number(term) or is_binary(term)

  @special_forms [
    {:., 2},
    &: 1,
    %: 2,
    ^: 1,
    "::": 2,
    =: 2,
    __CALLER__: 0,
    __DIR__: 0,
    __ENV__: 0,
    __MODULE__: 0,
    __STACKTRACE__: 0,
    alias: 2,
    case: 2,
    cond: 1,
    import: 2,
    quote: 2,
    receive: 1,
    require: 2,
    super: 1,
    try: 1,
    unquote: 1,
    unquote_splicing: 1
  ]
  @any_arity [:__aliases__, :__block__, :%{}, :{}, :<<>>, :fn, :for, :with, :super]

  @doc """
  Whether a name with an arity is a special form, which no macro can stand for.

      iex> Macro.special_form?(:case, 2)
      true
      iex> Macro.special_form?(:if, 2)
      false
  """
  def special_form?(name, arity) when is_atom(name) and is_integer(arity) do
    name in @any_arity or {name, arity} in @special_forms or
      (arity == 1 and name in [:alias, :import, :quote, :require])
  end

  @unary [:!, :@, :+, :-, :not, :&, :^, :"~~~", :...]
  @arithmetic [:+, :-, :*, :/, :**, :++, :--, :+++, :---, :<>, :..]
  @comparing [:==, :!=, :===, :!==, :=~, :<, :>, :<=, :>=, :in]
  @boolean [:&&, :||, :and, :or, :&&&, :|||, :"^^^"]
  @arrows [:|>, :<<<, :>>>, :<<~, :~>>, :<~, :~>, :<~>, :"<|>", :<-]
  @binary @arithmetic ++ @comparing ++ @boolean ++ @arrows ++ [:=, :"::", :|, :\\, :when, :.]

  @doc """
  Whether a name with an arity is an operator.

      iex> Macro.operator?(:+, 2)
      true
      iex> Macro.operator?(:f, 2)
      false
  """
  def operator?(name, arity)
  def operator?(:..//, 3), do: true
  def operator?(:.., 0), do: true
  def operator?(name, 1) when is_atom(name), do: name in @unary
  def operator?(name, 2) when is_atom(name), do: name in @binary
  def operator?(name, arity) when is_atom(name) and is_integer(arity), do: false

  @doc """
  An atom as source text: as a `:literal`, as a `:key` of a keyword list, or as the name in a `:remote_call`.

      iex> Macro.inspect_atom(:literal, :"a b")
      ~S(:"a b")
      iex> Macro.inspect_atom(:key, :a)
      "a:"
      iex> Macro.inspect_atom(:remote_call, :+)
      "+"
  """
  def inspect_atom(source_format, atom, opts \\ [])
  def inspect_atom(source_format, atom, _opts) when is_atom(atom), do: :pyex_inspect.atom(source_format, atom)

  @doc """
  How an atom can be written: as an `:alias`, as an `:identifier`, `:unquoted`, or only `:quoted`.

      iex> Enum.map([Enum, :foo, :+, :"a b"], &Macro.classify_atom/1)
      [:alias, :identifier, :unquoted, :quoted]
  """
  def classify_atom(atom) when is_atom(atom) do
    literal = inspect_atom(:literal, atom)

    cond do
      not String.starts_with?(literal, ":") and atom not in [nil, true, false] -> :alias
      String.starts_with?(literal, ":\"") -> :quoted
      variable?(atom) -> :identifier
      true -> :unquoted
    end
  end

  @words [:and, :or, :not, :in, :when, :do, :end, :fn, :else, :after, :rescue, :catch, true, false, nil]

  defp variable?(atom), do: atom in @words or match?({:ok, {^atom, _, nil}}, Code.string_to_quoted(Atom.to_string(atom)))

  ## Text

  @doc """
  Quoted code as source text.

      iex> Macro.to_string(quote(do: if(x, do: 1)))
      "if x do\\n  1\\nend"
  """
  def to_string(quoted), do: :pyex_code.quoted_to_string(quoted)

  @doc """
  Resolves the escapes of a string as Elixir reads it, such as `\\n` and `\\u00e9`.

      iex> Macro.unescape_string("a\\\\nb")
      "a\\nb"
  """
  def unescape_string(string), do: Macro.Escapes.resolve(string, &Macro.Escapes.character/1)

  @doc """
  As `unescape_string/1`, with a function that says what a character after a backslash means: another character, `false`
  for nothing special. It is also asked for `:newline`, `:unicode` and `:hex`.

      iex> Macro.unescape_string("a\\\\tb", fn ?t -> ?T; other -> other end)
      "aTb"
  """
  def unescape_string(string, map) when is_function(map, 1), do: Macro.Escapes.resolve(string, map)

  @doc """
  A name in camel case, `/` becoming a dot.

      iex> Macro.camelize("foo_bar/baz")
      "FooBar.Baz"
  """
  def camelize(string) when is_binary(string), do: Macro.Names.camelize(string)

  @doc """
  A name in snake case, dots becoming `/`.

      iex> Macro.underscore("FooBar.Baz")
      "foo_bar/baz"
  """
  def underscore(name) when is_binary(name) or is_atom(name), do: Macro.Names.underscore(name)

  ## dbg

  @doc """
  What `Kernel.dbg/2` expands to.
  """
  def dbg(code, options, env), do: Macro.Dbg.expand(code, options, env)
end
