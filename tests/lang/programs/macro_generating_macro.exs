defmodule Gen do
  defmacro define(name, value) do
    quote do
      defmacro unquote(name)() do
        unquote(Macro.escape(value))
      end
      def unquote(:"#{name}_f")(), do: unquote(value)
    end
  end
end
defmodule UsesGen do
  require Gen
  Gen.define(:answer, {1, 2, 3})
end
require UsesGen
IO.inspect {UsesGen.answer(), UsesGen.answer_f()}
# expect: {{1, 2, 3}, {1, 2, 3}}
