result = try do
  try do
    raise "inner"
  rescue
    RuntimeError -> raise ArgumentError, "outer"
  after
    IO.puts "cleaned"
  end
rescue
  e -> Exception.message(e)
end
IO.puts result
# expect: cleaned
# expect: outer
