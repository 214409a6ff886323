defmodule Address do
  defstruct street: "", city: "Oslo"
end
defmodule Person do
  defstruct name: "", address: %Address{}
end
p = struct(Person, name: "Ann")
p = put_in(p.address.street, "Main")
IO.inspect p
p = update_in(p.address.city, &String.upcase/1)
IO.inspect p.address.city
IO.inspect get_in(p, [Access.key(:address), Access.key(:city)])
IO.inspect %{p | address: %{p.address | city: "Rome"}}.address.city
# expect: %Person{name: "Ann", address: %Address{street: "Main", city: "Oslo"}}
# expect: "OSLO"
# expect: "OSLO"
# expect: "Rome"
