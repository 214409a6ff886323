defmodule Tree do
  defstruct [:value, children: []]
  defimpl Inspect do
    import Inspect.Algebra
    def inspect(%{value: v, children: c}, opts) do
      container_doc("#Tree<" <> Kernel.inspect(v) <> " ", c, ">", opts, &to_doc/2)
    end
  end
end
IO.inspect struct(Tree, value: 1, children: [struct(Tree, value: 2), :leaf])
# expect: #Tree<1 #Tree<2 >, :leaf>
