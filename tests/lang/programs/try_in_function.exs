defmodule TryInFunction do
  def run(f) do
    f.()
  rescue
    e in RuntimeError -> {:rescued, e.message}
  catch
    :throw, v -> {:thrown, v}
  else
    v -> {:ok, v}
  after
    IO.puts "done"
  end
end
IO.inspect TryInFunction.run(fn -> 1 end)
IO.inspect TryInFunction.run(fn -> raise "a" end)
IO.inspect TryInFunction.run(fn -> throw :b end)
# expect: done
# expect: {:ok, 1}
# expect: done
# expect: {:rescued, "a"}
# expect: done
# expect: {:thrown, :b}
