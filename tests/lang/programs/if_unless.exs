IO.inspect if(true, do: 1)
IO.inspect if(nil, do: 1)
IO.inspect if(0, do: :truthy, else: :falsy)
IO.inspect unless(false, do: :ran)
x = if true do
  y = 5
  y + 1
else
  0
end
IO.inspect x
# expect: 1
# expect: nil
# expect: :truthy
# expect: :ran
# expect: 6
