defmodule Countable do
  defmacro __using__(opts) do
    step = Keyword.get(opts, :step, 1)
    quote do
      def count(n), do: n + unquote(step)
      def zero, do: 0
      defoverridable zero: 0
    end
  end
end
defmodule ByFive do
  use Countable, step: 5
  def zero, do: super() - 5
end
defmodule ByOne do
  use Countable
end
IO.inspect {ByFive.count(1), ByOne.count(1), ByFive.zero(), ByOne.zero()}
# expect: {6, 2, -5, 0}
