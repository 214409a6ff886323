list = [1, 2 | 3]
IO.inspect list
[a | b] = list
IO.inspect {a, b}
# expect: [1, 2 | 3]
# expect: {1, [2 | 3]}
