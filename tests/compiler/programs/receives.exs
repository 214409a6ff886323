defmodule R do
  def id(x), do: Function.identity(x)
  def post(messages), do: (me = self(); spawn(fn -> Enum.each(messages, &send(me, &1)) end))

  def in_case(x) do
    case (receive do {:in, y} -> id(y) end) do
      ^x -> receive do {:same, z} -> {:same, z} end
      y -> receive do {:other, z} when z > 1 -> {:other, y, z} end
    end
  end

  def in_with do
    with {:ok, a} <- (receive do {:a, a} -> {:ok, id(a)} end),
         b = id(a) + 1,
         {:ok, c} <- (receive do {:c, c} -> c end) do
      {a, b, c}
    else
      :none -> (receive do {:last, l} -> {:else, l} end)
      other -> {:unexpected, other}
    end
  end

  def in_try do
    try do
      receive do
        {:raise, text} -> raise text
        {:throw, x} -> throw(x)
        {:give, x} -> id(x)
        {:exit, x} -> exit(x)
      end
    rescue
      e -> {:rescued, Exception.message(e), receive do {:in_rescue, y} -> y end}
    catch
      :exit, r -> {:exited, r, receive do {:in_catch, y} -> y end}
      x -> {:caught, x, receive do {:in_catch, y} -> y end}
    else
      x -> {:else, x, receive do {:in_else, y} -> y end}
    after
      receive do {:in_after, y} -> IO.inspect({:after, y}) end
    end
  end

  def in_for do
    for i <- 1..3, x <- (receive do {:list, l} -> l end), (receive do {:filter, f} -> f end), reduce: [] do
      acc -> receive do {:value, v} -> [{i, x, v} | acc] end
    end
  end

  def nested do
    receive do
      {:outer, a} ->
        receive do
          {:inner, b} -> receive do {:innermost, ^a, c} -> {a, b, c} end
        end
    end
  end

  def in_after(t) do
    receive do
      :never -> :never
    after
      id(t) -> receive do {:late, x} -> {:late, x} after 1 -> :nothing end
    end
  end

  def loop(acc) do
    receive do
      {:add, x} when is_integer(x) -> loop([id(x) | acc])
      {:fun, f} -> loop([f.(length(acc)) | acc])
      {:both, x} ->
        y = receive do {:with, ^x, y} -> y end
        loop([{x, y} | acc])
      :stop -> Enum.reverse(acc)
    after
      1000 -> {:timeout, acc}
    end
  end

  def arguments do
    {id(receive do {1, a} -> a end), [receive do {2, b} -> b end | id([])], %{id(:k) => receive do {3, c} -> c end},
     "#{receive do {4, d} -> id(d) end}-#{id(5)}", (receive do {5, e} -> e end) + id(1)}
  end

  def call(pid, request) do
    ref = make_ref()
    send(pid, {self(), ref, request})
    receive do {^ref, answer} -> answer after 100 -> :timeout end
  end

  def serve(state) do
    receive do
      {from, ref, {:put, x}} -> send(from, {ref, :ok}); serve(id([x | state]))
      {from, ref, :get} -> send(from, {ref, state}); serve(state)
    end
  end
end

R.post([{:other, 1}, {:other, 2}, {:same, 9}, {:in, 5}])
IO.inspect(R.in_case(5))
R.post([{:in, 6}])
IO.inspect(R.in_case(5))
R.post([{:c, {:ok, 3}}, {:a, 1}])
IO.inspect(R.in_with())
R.post([{:c, :none}, {:a, 1}, {:last, 2}])
IO.inspect(R.in_with())
R.post([{:c, :strange}, {:a, 1}])
IO.inspect(R.in_with())
R.post([{:in_after, 0}, {:in_rescue, 1}, {:raise, "oops"}])
IO.inspect(R.in_try())
R.post([{:in_after, 0}, {:in_catch, 1}, {:throw, :ball}])
IO.inspect(R.in_try())
R.post([{:in_after, 0}, {:in_catch, 1}, {:exit, :why}])
IO.inspect(R.in_try())
R.post([{:in_after, 0}, {:in_else, 1}, {:give, :it}])
IO.inspect(R.in_try())
R.post([{:list, [1, 2]}, {:filter, true}, {:value, :a}, {:filter, false}, {:list, []}, {:list, [3]}, {:filter, true}, {:value, :b}])
IO.inspect(R.in_for())
R.post([{:innermost, 2, 3}, {:inner, 2}, {:innermost, 1, 4}, {:outer, 1}])
IO.inspect(R.nested())
IO.inspect(R.in_after(0))
IO.inspect(R.in_after(5))
IO.inspect(Process.info(self(), :message_queue_len) |> elem(1) > 0)
IO.inspect(R.in_after(1))
R.post([{:with, 7, :seven}, {:add, 1}, {:add, :no}, {:fun, &(&1 * 10)}, {:with, 8, :eight}, {:both, 8}, {:both, 7}, :stop])
IO.inspect(R.loop([]))
IO.inspect(R.loop([:x]))
R.post([{5, 50}, {4, 40}, {3, 30}, {2, 20}, {1, 10}])
IO.inspect(R.arguments())
server = spawn(fn -> R.serve([]) end)
for x <- 1..5, do: R.call(server, {:put, x})
IO.inspect(R.call(server, :get))
IO.inspect(R.call(server, :unknown))
f = fn -> receive do {:f, x} -> fn -> receive do {:g, y} -> {x, y} end end end end
R.post([{:g, 2}, {:f, 1}])
IO.inspect(f.().())
# expect: {:same, 9}
# expect: {:other, 6, 2}
# expect: {1, 2, 3}
# expect: {:else, 2}
# expect: {:unexpected, :strange}
# expect: {:after, 0}
# expect: {:rescued, "oops", 1}
# expect: {:after, 0}
# expect: {:caught, :ball, 1}
# expect: {:after, 0}
# expect: {:exited, :why, 1}
# expect: {:after, 0}
# expect: {:else, :it, 1}
# expect: [{3, 3, :b}, {1, 1, :a}]
# expect: {1, 2, 4}
# expect: :nothing
# expect: :nothing
# expect: true
# expect: :nothing
# expect: [1, 10, {8, :eight}, {7, :seven}]
# expect: {:timeout, [:x]}
# expect: {10, [20], %{k: 30}, "40-5", 51}
# expect: [5, 4, 3, 2, 1]
# expect: :timeout
# expect: {1, 2}
