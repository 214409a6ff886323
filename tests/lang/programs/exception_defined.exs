defmodule Stock.Error do
  defexception [:item, count: 0]
  @impl true
  def message(%{item: item, count: count}), do: "#{count} of #{item} left"
end
defmodule Plain.Error do
  defexception message: "plain"
end
for f <- [fn -> raise Stock.Error, item: "tea" end, fn -> raise Plain.Error end, fn -> raise Plain.Error, "text" end] do
  try do
    f.()
  rescue
    e -> IO.inspect {e, Exception.message(e)}
  end
end
# expect: {%Stock.Error{item: "tea", count: 0}, "0 of tea left"}
# expect: {%Plain.Error{message: "plain"}, "plain"}
# expect: {%Plain.Error{message: "text"}, "text"}
