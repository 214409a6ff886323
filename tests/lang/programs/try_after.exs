try do
  IO.puts "body"
  throw :x
catch
  :x -> IO.puts "caught"
after
  IO.puts "after"
end
# expect: body
# expect: caught
# expect: after
