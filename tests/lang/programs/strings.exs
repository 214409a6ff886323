name = "Ann"
IO.puts "Hello #{name}, #{1 + 2} and #{[?a, "b"]} #{:atom} #{1.0}"
IO.puts "tab\tquote\" unicode \u00e9"
IO.puts """
  indented
heredoc #{name}
"""
IO.puts ~S(raw #{name} \n)
# expect: Hello Ann, 3 and ab atom 1.0
# expect: tab	quote" unicode é
# expect:   indented
# expect: heredoc Ann
# expect:
# expect: raw #{name} \n
