defmodule Base do
  defmacro __using__(_) do
    quote do
      def greet(name), do: "hi " <> name
      defoverridable greet: 1
    end
  end
end
defmodule Polite do
  use Base
  def greet("Queen"), do: "ma'am"
  def greet(name), do: super(name) <> "!"
end
IO.inspect {Polite.greet("Ann"), Polite.greet("Queen")}
# expect: {"hi Ann!", "ma'am"}
