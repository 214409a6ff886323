IO.inspect Enum.to_list(1..5//2)
IO.inspect Enum.to_list(3..1//-1)
IO.inspect {3 in 1..5, 6 in 1..5, 2 in 1..5//2}
first..last//step = 1..10//3
IO.inspect {first, last, step}
x = 4
IO.inspect Enum.sum(1..x)
# expect: [1, 3, 5]
# expect: [3, 2, 1]
# expect: {true, false, false}
# expect: {1, 10, 3}
# expect: 10
