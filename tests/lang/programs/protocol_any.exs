defprotocol Blank do
  @fallback_to_any true
  def blank?(term)
end
defimpl Blank, for: Any do
  def blank?(_), do: false
end
defimpl Blank, for: List do
  def blank?(list), do: list == []
end
IO.inspect {Blank.blank?([]), Blank.blank?([1]), Blank.blank?(5), Blank.blank?(%{})}
# expect: {true, false, false, false}
