defmodule Code.Error do
  defexception [:code]
  def exception(code) when is_integer(code), do: %Code.Error{code: code}
  def message(e), do: "code #{e.code}"
end
try do
  raise Code.Error, 42
rescue
  e in Code.Error -> IO.puts Exception.message(e)
end
# expect: code 42
