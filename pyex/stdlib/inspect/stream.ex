defimpl Inspect, for: Stream do
  import Inspect.Algebra

  def inspect(%{enum: enum, funs: funs}, opts), do: concat(["#Stream<", to_doc([enum: enum, funs: funs], opts), ">"])
end
