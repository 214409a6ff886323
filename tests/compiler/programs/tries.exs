defmodule T do
  def id(x), do: Function.identity(x)
  def deep(0, f), do: f.()
  def deep(n, f), do: {n, deep(n - 1, f)}

  def all(f) do
    try do
      id(:before)
      id(f.())
    rescue
      e in [ArithmeticError, ArgumentError] -> id({:known, id(e).__struct__})
      e in RuntimeError -> deep(2, fn -> Exception.message(id(e)) end)
    catch
      :throw, x when x != :pass -> {:thrown, id(x)}
      :exit, x -> {:exit, deep(1, fn -> x end)}
    else
      x when is_integer(x) -> {:int, id(x + 1)}
      :raise -> raise id("from else")
      x -> {:other, id(x)}
    after
      IO.puts("after #{id(1)}")
    end
  end

  def around(f) do
    try do
      {:ok, all(f)}
    rescue
      e -> {:outer, Exception.message(e)}
    catch
      k, x -> {:outer, k, x}
    end
  end

  def nested(f) do
    try do
      try do
        try do
          id(f.())
        rescue
          e in ArgumentError -> {:one, deep(3, fn -> e.message end)}
        after
          IO.puts("one")
        end
      catch
        x -> throw({:again, id(x)})
      after
        IO.puts(id("two"))
      end
    catch
      x -> {:three, id(x)}
    after
      deep(2, fn -> IO.puts("three") end)
    end
  end

  def assigned(f) do
    x = id(1)
    y = try do
      x = id(x + 1)
      f.()
      x + 10
    catch
      _, _ -> x + 100
    end
    z = try do id(y) after id(x) end
    {x, y, z}
  end

  def in_arguments do
    {id(1) + (try do id(2) after id(3) end), [try do throw(id(1)) catch x -> id(x) end, id(4)], id(try do raise "x" rescue _ -> id(5) end)}
  end

  def in_loop(list) do
    for x <- list do
      try do
        deep(2, fn -> 10 / x end)
      rescue
        e -> id(e).__struct__
      catch
        y -> y
      end
    end
  end

  def after_replaces do
    try do
      raise "first"
    after
      deep(3, fn -> raise("second") end)
    end
  end

  def def_rescue(f) do
    x = f.()
    id(x)
  rescue
    e -> {:def, Exception.message(e), id(1)}
  catch
    k, r -> {:def, k, id(r)}
  else
    1 -> :one
    x -> id({:else, x})
  after
    IO.puts("def after #{id(2)}")
  end

  def reraised(f) do
    try do
      f.()
    rescue
      e -> reraise id(e), __STACKTRACE__
    end
  end

  def through(0), do: throw(:bottom)
  def through(n), do: n + through(n - 1)

  def retry(n, f) do
    try do
      {:ok, f.(n)}
    rescue
      ArithmeticError -> {:retry, n}
    end
    |> case do
      {:ok, x} -> x
      {:retry, n} -> retry(n - 1, f)
    end
  end
end

functions = [fn -> 1 end, fn -> :raise end, fn -> "x" end, fn -> raise "r" end, fn -> raise ArgumentError, "a" end,
  fn -> 1 / T.id(0) end, fn -> throw(:t) end, fn -> throw(:pass) end, fn -> exit(:e) end, fn -> :erlang.error(:strange) end,
  fn -> T.deep(4, fn -> raise "deep" end) end, fn -> T.through(5) end]
for f <- functions, do: IO.inspect(T.around(f))
for f <- functions do
  IO.inspect(try do T.nested(f) rescue e -> {:raised, e.__struct__} catch k, x -> {k, x} end)
end
for f <- functions, do: IO.inspect(T.def_rescue(f))
IO.inspect(T.assigned(fn -> throw(1) end))
IO.inspect(T.assigned(fn -> 1 end))
IO.inspect(T.in_arguments())
IO.inspect(T.in_loop([1, 0, 2, :a, 5]))
IO.inspect(try do T.after_replaces() rescue e -> e end)
IO.inspect(try do T.reraised(fn -> raise "re" end) rescue e -> {e, length(__STACKTRACE__) > 0} end)
IO.inspect(try do T.through(30) catch x -> x end)
IO.inspect(T.retry(3, fn n -> 10 / (n - 2 - (n - 3)) * (1 / (1 - n)) end))
# expect: after 1
# expect: {:ok, {:int, 2}}
# expect: after 1
# expect: {:outer, "from else"}
# expect: after 1
# expect: {:ok, {:other, "x"}}
# expect: after 1
# expect: {:ok, {2, {1, "r"}}}
# expect: after 1
# expect: {:ok, {:known, ArgumentError}}
# expect: after 1
# expect: {:ok, {:known, ArithmeticError}}
# expect: after 1
# expect: {:ok, {:thrown, :t}}
# expect: after 1
# expect: {:outer, :throw, :pass}
# expect: after 1
# expect: {:ok, {:exit, {1, :e}}}
# expect: after 1
# expect: {:outer, "Erlang error: :strange"}
# expect: after 1
# expect: {:ok, {2, {1, "deep"}}}
# expect: after 1
# expect: {:ok, {:thrown, :bottom}}
# expect: one
# expect: two
# expect: three
# expect: 1
# expect: one
# expect: two
# expect: three
# expect: :raise
# expect: one
# expect: two
# expect: three
# expect: "x"
# expect: one
# expect: two
# expect: three
# expect: {:raised, RuntimeError}
# expect: one
# expect: two
# expect: three
# expect: {:one, {3, {2, {1, "a"}}}}
# expect: one
# expect: two
# expect: three
# expect: {:raised, ArithmeticError}
# expect: one
# expect: two
# expect: three
# expect: {:three, {:again, :t}}
# expect: one
# expect: two
# expect: three
# expect: {:three, {:again, :pass}}
# expect: one
# expect: two
# expect: three
# expect: {:exit, :e}
# expect: one
# expect: two
# expect: three
# expect: {:raised, ErlangError}
# expect: one
# expect: two
# expect: three
# expect: {:raised, RuntimeError}
# expect: one
# expect: two
# expect: three
# expect: {:three, {:again, :bottom}}
# expect: def after 2
# expect: :one
# expect: def after 2
# expect: {:else, :raise}
# expect: def after 2
# expect: {:else, "x"}
# expect: def after 2
# expect: {:def, "r", 1}
# expect: def after 2
# expect: {:def, "a", 1}
# expect: def after 2
# expect: {:def, "bad argument in arithmetic expression", 1}
# expect: def after 2
# expect: {:def, :throw, :t}
# expect: def after 2
# expect: {:def, :throw, :pass}
# expect: def after 2
# expect: {:def, :exit, :e}
# expect: def after 2
# expect: {:def, "Erlang error: :strange", 1}
# expect: def after 2
# expect: {:def, "deep", 1}
# expect: def after 2
# expect: {:def, :throw, :bottom}
# expect: {1, 101, 101}
# expect: {1, 12, 12}
# expect: {3, [1, 4], 5}
# expect: [{2, {1, 10.0}}, ArithmeticError, {2, {1, 5.0}}, ArithmeticError, {2, {1, 2.0}}]
# expect: %RuntimeError{message: "second"}
# expect: {%RuntimeError{message: "re"}, true}
# expect: :bottom
# expect: -5.0
