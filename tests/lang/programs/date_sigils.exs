d = ~D[2024-02-29]
IO.inspect {d.year, Date.add(d, 1), Date.day_of_week(d)}
IO.inspect ~T[10:20:30]
IO.inspect ~N[2024-01-01 00:00:00]
IO.inspect Date.diff(~D[2024-03-01], d)
# expect: {2024, ~D[2024-03-01], 4}
# expect: ~T[10:20:30]
# expect: ~N[2024-01-01 00:00:00]
# expect: 1
