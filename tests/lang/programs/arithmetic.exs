IO.inspect [7 / 2, div(-7, 2), rem(-7, 2), 2 ** 10, 2 ** -1, -3 |> abs()]
IO.inspect [round(2.5), round(-2.5), trunc(2.9), floor(-2.1), ceil(2.1)]
IO.inspect [0x1F, 0b101, 0o17, 1_000, 1.0e3, ?a]
IO.inspect Integer.pow(3, 100)
# expect: [3.5, -3, -1, 1024, 0.5, 3]
# expect: [3, -3, 2, -3, 3]
# expect: [31, 5, 15, 1000, 1000.0, 97]
# expect: 515377520732011331036461129765621272702107522001
