IO.inspect Enum.to_list(1..10), limit: 3
IO.inspect %{a: %{b: %{c: 1}}}, label: "map"
IO.inspect "text", binaries: :as_binaries
IO.puts inspect(%{a: 1}, pretty: true)
IO.puts inspect({:a, "b", 1.0, nil, [x: 1], %{"k" => 'v'}}) |> String.replace("'v'", "~c\"v\"")
IO.inspect :"quoted atom"
IO.inspect [:a, :B, :"c d", :+, nil, true, Foo.Bar]
# expect: [1, 2, 3, ...]
# expect: map: %{a: %{b: %{c: 1}}}
# expect: <<116, 101, 120, 116>>
# expect: %{a: 1}
# expect: {:a, "b", 1.0, nil, [x: 1], %{"k" => ~c"v"}}
# expect: :"quoted atom"
# expect: [:a, :B, :"c d", :+, nil, true, Foo.Bar]
