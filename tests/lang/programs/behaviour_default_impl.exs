defmodule Worker do
  @callback run(term) :: term
  @callback name() :: String.t()
  @optional_callbacks name: 0
  defmacro __using__(_) do
    quote do
      @behaviour Worker
      def run(x), do: {:default, x}
      defoverridable run: 1
    end
  end
end
defmodule Lazy do
  use Worker
end
defmodule Keen do
  use Worker
  @impl true
  def run(x), do: {:keen, super(x)}
end
IO.inspect for(m <- [Lazy, Keen], do: m.run(1))
# expect: [default: 1, keen: {:default, 1}]
