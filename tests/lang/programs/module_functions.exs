IO.inspect {Module.concat(Foo, Bar), Module.concat(["A", B]), Module.split(Foo.Bar)}
{:module, m, _, _} = Module.create(Made.Up, quote(do: def(answer, do: 42)), file: "x")
IO.inspect m.answer()
IO.inspect {Code.ensure_loaded?(Enum), Code.ensure_loaded(NoSuch)}
# expect: {Foo.Bar, A.B, ["Foo", "Bar"]}
# expect: 42
# expect: {true, {:error, :nofile}}
