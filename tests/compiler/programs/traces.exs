defmodule Trace do
  def id(x), do: Function.identity(x)
  def one(x), do: {:one, two(x)}
  def two(x), do: [id(x) | three(x)]
  def three(x) do
    y = id(x)
    raise "no #{y}"
  end
  def fun(f), do: {f.(1), 1}
  def mapped(l), do: Enum.map(l, fn x -> id(10) / id(x) end)
  def show(f) do
    try do
      f.()
    rescue
      e -> IO.puts(Exception.format(:error, e, trim(__STACKTRACE__)))
    catch
      k, x -> IO.puts(Exception.format(k, x, trim(__STACKTRACE__)))
    end
    :ok
  end
  def trim(stack), do: for({Trace, f, a, l} when f != :show <- stack, not String.contains?(Atom.to_string(f), "show"), do: {Trace, f, if(is_list(a), do: length(a), else: a), Keyword.take(l, [:line])})
  def again do
    try do
      one(2)
    rescue
      e ->
        id(1)
        reraise e, __STACKTRACE__
    end
  end
  def thrown, do: id(throw({:x, id(1)}))
  def missing, do: {id(1), Trace.nope(1)}
  def clause(1), do: 1
  def clauses, do: [clause(id(2))]
  def matched do
    {:ok, x} = id(:error)
    x
  end
  def local(n), do: fn x -> id(n) + id(x) + one(1) end
end
Trace.show(fn -> {Trace.one(1)} end)
Trace.show(fn -> {Trace.fun(fn x -> raise "in fun #{x}" end)} end)
Trace.show(fn -> {Trace.mapped([1, 0])} end)
Trace.show(fn -> {Trace.again()} end)
Trace.show(fn -> {Trace.thrown()} end)
Trace.show(fn -> {Trace.missing()} end)
Trace.show(fn -> {Trace.clauses()} end)
Trace.show(fn -> {Trace.matched()} end)
# expect: ** (RuntimeError) no 1
# expect:     Trace.three/1
# expect:     Trace.two/1
# expect:     Trace.one/1
# expect:
# expect: ** (RuntimeError) in fun 1
# expect:     Trace.fun/1
# expect:
# expect: ** (ArithmeticError) bad argument in arithmetic expression
# expect:     anonymous fn/1 in Trace.mapped/1
# expect:
# expect: ** (RuntimeError) no 2
# expect:     Trace.three/1
# expect:     Trace.two/1
# expect:     Trace.one/1
# expect:     Trace.again/0
# expect:
# expect: ** (throw) {:x, 1}
# expect:     Trace.thrown/0
# expect:
# expect: ** (UndefinedFunctionError) function Trace.nope/1 is undefined or private
# expect:     Trace.nope/1
# expect:     Trace.missing/0
# expect:
# expect: ** (FunctionClauseError) no function clause matching in Trace.clause/1
# expect:     Trace.clause/1
# expect:     Trace.clauses/0
# expect:
# expect: ** (MatchError) no match of right hand side value: :error
# expect:     Trace.matched/0
