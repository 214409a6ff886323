import Kernel
destructure [a, b, c], [1, 2]
IO.inspect {a, b, c}
destructure [d], [1, 2, 3]
IO.inspect d
destructure [e, f], nil
IO.inspect {e, f}
# expect: {1, 2, nil}
# expect: 1
# expect: {nil, nil}
