# Asks real Elixir again: elixir tests/syntax/record.exs FILE rewrites the answers of a golden file.
#
# A file is cases separated by lines of `=====`; a case is Elixir text, a line `-----`, and the answer:
# golden/*.quoted: the quoted form with columns and token metadata, printed as below; golden/*.source: Macro.to_string of it.
defmodule Record do
  def term(x) when is_integer(x), do: Integer.to_string(x)
  def term(x) when is_float(x), do: ["f", Float.to_string(x)]
  def term(x) when is_atom(x), do: [":", name(Atom.to_string(x))]
  def term(x) when is_binary(x), do: text(x)
  def term(x) when is_list(x), do: ["[", Enum.intersperse(Enum.map(x, &term/1), " "), "]"]
  def term(x) when is_tuple(x), do: ["{", Enum.intersperse(Enum.map(Tuple.to_list(x), &term/1), " "), "}"]

  defp name(n), do: if(n =~ ~r/\A[a-zA-Z0-9_.?!]+\z/, do: n, else: text(n))
  defp text(bytes), do: [?", for(<<b <- bytes>>, do: byte(b)), ?"]
  defp byte(b) when b in [?", ?\\], do: [?\\, b]
  defp byte(b) when b in 32..126, do: b
  defp byte(b), do: ["\\x", String.pad_leading(Integer.to_string(b, 16), 2, "0")]

  def answer(".quoted", code), do: term(Code.string_to_quoted!(code, columns: true, token_metadata: true))
  def answer(".source", code), do: Macro.to_string(Code.string_to_quoted!(code))
end

[file] = System.argv()

cases =
  for one <- String.split(File.read!(file), "\n=====\n") do
    code = one |> String.split("\n-----\n") |> hd()
    [code, "\n-----\n", Record.answer(Path.extname(file), code)]
  end

File.write!(file, Enum.intersperse(cases, "\n=====\n"))
