defmodule User do
  @enforce_keys [:name]
  defstruct [:name, age: 18, tags: []]
  def new(name), do: %__MODULE__{name: name}
  def older(%User{age: age} = u), do: %{u | age: age + 1}
end
u = User.new("Ann")
IO.inspect u
IO.inspect User.older(u)
IO.inspect %User{u | tags: [:x]}
IO.inspect is_struct(u, User)
IO.inspect match?(%User{name: "Ann"}, u)
IO.inspect Map.keys(u)
IO.inspect struct(User, name: "Bo", nope: 1)
try do struct!(User, age: 1) rescue e in ArgumentError -> IO.puts e.message end
# expect: %User{name: "Ann", age: 18, tags: []}
# expect: %User{name: "Ann", age: 19, tags: []}
# expect: %User{name: "Ann", age: 18, tags: [:x]}
# expect: true
# expect: true
# expect: [:__struct__, :age, :name, :tags]
# expect: %User{name: "Bo", age: 18, tags: []}
# expect: the following keys must also be given when building struct User: [:name]
