IO.puts Exception.format_mfa(Foo, :bar, 2)
IO.puts Exception.format_mfa(:foo, :"a b", [1])
IO.puts Exception.format_stacktrace_entry({Foo, :"-bar/1-fun-0-", 2, [file: 'a.ex', line: 3]})
IO.puts Exception.format(:error, %RuntimeError{message: "m"}, [{Foo, :bar, 1, []}])
IO.puts Exception.format_exit({:shutdown, :x})
IO.puts Exception.format_exit({{:badmatch, 1}, [{Foo, :bar, 1, []}]})
IO.puts Exception.format_exit({:noproc, {GenServer, :call, [:x, :y, 5000]}})
IO.puts Exception.format_exit({{%RuntimeError{message: "m"}, [{Foo, :bar, 1, []}]}, {Foo, :call, [1]}})
# expect: Foo.bar/2
# expect: :foo."a b"(1)
# expect: a.ex:3: anonymous fn/2 in Foo.bar/1
# expect: ** (RuntimeError) m
# expect:     Foo.bar/1
# expect:
# expect: shutdown: :x
# expect: an exception was raised:
# expect:     ** (MatchError) no match of right hand side value: 1
# expect:         Foo.bar/1
# expect: exited in: GenServer.call(:x, :y, 5000)
# expect:     ** (EXIT) no process: the process is not alive or there's no process currently associated with the given name, possibly because its application isn't started
# expect: exited in: Foo.call(1)
# expect:     ** (EXIT) an exception was raised:
# expect:         ** (RuntimeError) m
# expect:             Foo.bar/1
