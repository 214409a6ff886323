defmodule Speaker do
  @callback speak(String.t()) :: String.t()
  @callback loud?() :: boolean
  @optional_callbacks loud?: 0
end
defmodule Quiet do
  @behaviour Speaker
  @impl true
  def speak(text), do: String.downcase(text)
end
IO.inspect Enum.sort(Speaker.behaviour_info(:callbacks))
IO.inspect Speaker.behaviour_info(:optional_callbacks)
IO.inspect Quiet.speak("HEY")
IO.inspect function_exported?(Quiet, :loud?, 0)
# expect: [loud?: 0, speak: 1]
# expect: [loud?: 0]
# expect: "hey"
# expect: false
