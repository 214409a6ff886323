# A door with a code: what a transition starts (a timeout of the new state) stays, and postponed presses come back after it.
defmodule Door do
  @behaviour :gen_statem

  def start(code), do: :gen_statem.start_link(__MODULE__, code, [])
  def callback_mode, do: [:state_functions, :state_enter]
  def init(code), do: {:ok, :locked, %{code: code, got: [], log: []}}

  def locked(:enter, old, data), do: {:keep_state, %{data | got: [], log: [{old, :locked} | data.log]}}

  def locked(:cast, {:button, button}, data) do
    case data.got ++ [button] do
      got when got == data.code -> {:next_state, :open, data, [{:state_timeout, 100, :lock}]}
      got -> {:keep_state, %{data | got: got}}
    end
  end

  def locked({:call, from}, :state, data), do: {:keep_state_and_data, [{:reply, from, {:locked, data.got, Enum.reverse(data.log)}}]}

  def open(:enter, old, data), do: {:keep_state, %{data | log: [{old, :open} | data.log]}}
  def open(:state_timeout, :lock, data), do: {:next_state, :locked, data}
  def open(:cast, {:button, _}, _), do: {:keep_state_and_data, :postpone}
  def open({:call, from}, :state, _), do: {:keep_state_and_data, {:reply, from, :open}}
end

defmodule Visit do
  def run do
    {:ok, door} = Door.start([1, 2])
    for button <- [1, 2], do: :gen_statem.cast(door, {:button, button})
    IO.inspect(:gen_statem.call(door, :state))
    :gen_statem.cast(door, {:button, 1})
    Process.sleep(300)
    IO.inspect(:gen_statem.call(door, :state))
  end
end

Visit.run()
