data = %{users: [%{name: "a", langs: ["x"]}, %{name: "b", langs: []}]}
IO.inspect get_in(data, [:users, Access.at(0), :name])
IO.inspect get_in(data, [:users, Access.all(), :name])
IO.inspect update_in(data, [:users, Access.all(), :langs], &length/1)
IO.inspect put_in(data[:users], [])
IO.inspect pop_in(data, [:users, Access.at(0), :langs]) |> elem(0)
IO.inspect get_and_update_in(%{n: 1}.n, &{&1, &1 + 1})
# expect: "a"
# expect: ["a", "b"]
# expect: %{users: [%{langs: 1, name: "a"}, %{langs: 0, name: "b"}]}
# expect: %{users: []}
# expect: ["x"]
# expect: {1, %{n: 2}}
