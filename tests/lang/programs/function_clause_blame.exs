defmodule Strict do
  def only(:a, n) when n > 0, do: n
end
try do
  Strict.only(:b, 1)
rescue
  e ->
    {e, _} = Exception.blame(:error, e, __STACKTRACE__)
    IO.puts Exception.message(e)
end
# expect: no function clause matching in Strict.only/2
# expect:
# expect: The following arguments were given to Strict.only/2:
# expect:
# expect:     # 1
# expect:     :b
# expect:
# expect:     # 2
# expect:     1
