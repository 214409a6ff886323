for f <- [fn -> apply(Strng, :upcase, ["a"]) end, fn -> apply(String, :upcas, ["a"]) end, fn -> apply(:nope, :x, []) end] do
  try do f.() rescue e in UndefinedFunctionError -> IO.puts Exception.message(e) end
end
# expect: function Strng.upcase/1 is undefined (module Strng is not available)
# expect: function String.upcas/1 is undefined or private
# expect: function :nope.x/0 is undefined (module :nope is not available)
