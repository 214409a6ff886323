defmodule :observer do
  @moduledoc """
  The observer, by the name it has in Erlang: `:observer.start()`. See `IEx.Observer`.
  """

  @doc "Opens the observer in the whole terminal."
  def start do
    IEx.Observer.observer()
    :ok
  end

  @doc "Nothing is left of the observer when it was left: `:ok`."
  def stop, do: :ok
end
