f = fn how ->
  try do
    try do
      IO.puts "in #{inspect how}"
      case how do
        :return -> :value
        :raise -> raise "boom"
        :throw -> throw :ball
        :exit -> exit :bye
      end
    after
      IO.puts "first after"
    end
  rescue
    e -> {:rescued, e.message}
  catch
    kind, v -> {kind, v}
  after
    IO.puts "second after"
  end
end
for how <- [:return, :raise, :throw, :exit], do: IO.inspect f.(how)
# expect: in :return
# expect: first after
# expect: second after
# expect: :value
# expect: in :raise
# expect: first after
# expect: second after
# expect: {:rescued, "boom"}
# expect: in :throw
# expect: first after
# expect: second after
# expect: {:throw, :ball}
# expect: in :exit
# expect: first after
# expect: second after
# expect: {:exit, :bye}
