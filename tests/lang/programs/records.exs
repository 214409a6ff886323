defmodule Rec do
  require Record
  Record.defrecord :user, name: "nobody", age: 1
  def run do
    u = user(name: "Ann")
    user(name: n) = u
    {u, n, user(u, :age), user(user(u, age: 5)), user(:age)}
  end
end
IO.inspect Rec.run()
# expect: {{:user, "Ann", 1}, "Ann", 1, [name: "Ann", age: 5], 2}
