IO.inspect Regex.run(~r/(\d+)-(\d+)/, "10-20")
IO.inspect Regex.scan(~r/\w+/, "a bc d")
IO.inspect Regex.replace(~r/o/, "foo", "0")
IO.inspect String.split("a1b2", ~r/\d/)
IO.inspect Regex.named_captures(~r/(?<y>\d+)/, "in 2024")
IO.inspect "abc" =~ ~r/B/i
# expect: ["10-20", "10", "20"]
# expect: [["a"], ["bc"], ["d"]]
# expect: "f00"
# expect: ["a", "b", ""]
# expect: %{"y" => "2024"}
# expect: true
