try do
  try do
    raise "first"
  rescue
    e -> reraise ArgumentError, [message: e.message <> " again"], __STACKTRACE__
  end
rescue
  e -> IO.inspect e
end
# expect: %ArgumentError{message: "first again"}
