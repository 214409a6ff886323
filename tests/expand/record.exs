# Writes what real Elixir expands each expression of expressions.txt to:
#
#     elixir tests/expand/record.exs tests/expand/expressions.txt
#
# Blocks are separated by empty lines: the input's lines, then `=>` and the answer, or `!!` and the first line of the error.
# The form of the answers is that of tests/expand/shape.py.
defmodule Shape do
  def show({name, meta, kind}, acc) when is_atom(name) and is_atom(kind) do
    case Keyword.fetch(meta, :version) do
      {:ok, version} ->
        acc = Map.put_new(acc, version, map_size(acc))
        {"#{if(name in [:x1, :x2, :x3], do: "capture", else: name)}.#{acc[version]}", acc}

      :error ->
        {"#{name}", acc}
    end
  end

  def show({:"::", _, [value, spec]}, acc) do
    {value, acc} = show(value, acc)
    {spec, acc} = show(spec, acc)
    {"#{value} :: #{spec}", acc}
  end

  def show({{:., _, dot}, meta, args}, acc) do
    {dot, acc} = show_all(dot, acc)
    {args, acc} = show_all(args, acc)
    mark = if meta[:no_parens] && args == [], do: "", else: "(" <> Enum.join(args, ", ") <> ")"
    {Enum.join(dot, ".") <> mark, acc}
  end

  def show({name, _, args}, acc) when is_atom(name) do
    {args, acc} = show_all(args || [], acc)
    {"#{name}(" <> Enum.join(args, ", ") <> ")", acc}
  end

  def show({a, b}, acc) do
    {a, acc} = show(a, acc)
    {b, acc} = show(b, acc)
    {"{#{a}, #{b}}", acc}
  end

  def show(list, acc) when is_list(list) do
    {parts, acc} = show_all(list, acc)
    {"[" <> Enum.join(parts, ", ") <> "]", acc}
  end

  def show(other, acc), do: {inspect(other), acc}

  defp show_all(list, acc), do: Enum.map_reduce(list, acc, &show/2)
end

[path] = System.argv()

blocks =
  for block <- path |> File.read!() |> String.split(~r/\n\n+/, trim: true) do
    input = block |> String.split("\n") |> Enum.take_while(&(not String.starts_with?(&1, ["=> ", "!! "]))) |> Enum.join("\n")
    env = %{__ENV__ | versioned_vars: %{}, file: "nofile", function: nil}

    answer =
      try do
        {expanded, _, _} = input |> Code.string_to_quoted!() |> :elixir_expand.expand(:elixir_env.env_to_ex(env), env)
        "=> " <> elem(Shape.show(expanded, %{}), 0)
      rescue
        error in CompileError -> "!! " <> (error.description |> String.split("\n") |> hd())
        error -> "!! " <> (error |> Exception.message() |> String.split("\n") |> hd())
      end

    input <> "\n" <> answer
  end

File.write!(path, Enum.join(blocks, "\n\n") <> "\n")
