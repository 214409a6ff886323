defmodule Tools do
  def double(x), do: x * 2
  defmacro triple(x), do: quote(do: unquote(x) * 3)
end
import Tools
IO.inspect {double(2), triple(2)}
import String, only: [upcase: 1]
IO.puts upcase("abc")
import List, except: [first: 1]
IO.inspect last([1, 2])
# expect: {4, 6}
# expect: ABC
# expect: 2
