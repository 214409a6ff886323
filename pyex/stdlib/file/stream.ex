defmodule File.Stream do
  @moduledoc """
  What `File.stream!/2` gives: its fields are `:path`, `:modes`, `:line_or_bytes` and `:raw`.
  """

  defstruct path: nil, modes: [], line_or_bytes: :line, raw: true, node: nil

  @type t :: %__MODULE__{}

  @doc false
  def __build__(path, line_or_bytes, modes) do
    raw = :utf8 not in modes and not Enum.any?(modes, &match?({:encoding, _}, &1))
    modes = if raw, do: [:raw, :read_ahead, :binary | modes -- [:raw]], else: modes
    %File.Stream{path: path, modes: modes, line_or_bytes: line_or_bytes, raw: raw, node: node()}
  end

  @doc false
  # Opens the file, or raises; `modes` are those of the stream with what is to be done.
  def open(%{path: path, modes: modes}, wanted) do
    case File.open(path, wanted ++ (modes -- [:raw, :read_ahead, :binary])) do
      {:ok, device} -> device
      {:error, reason} -> raise File.Error, reason: reason, action: "stream", path: path
    end
  end

  defimpl Collectable do
    def into(%{raw: raw} = stream) do
      device = File.Stream.open(stream, if(:append in stream.modes, do: [], else: [:write]))

      {:ok,
       fn
         :ok, {:cont, x} when raw ->
           IO.binwrite(device, x)

         :ok, {:cont, x} ->
           IO.write(device, x)

         :ok, :done ->
           :ok = File.close(device)
           stream

         :ok, :halt ->
           File.close(device)
       end}
    end
  end

  defimpl Enumerable do
    def reduce(%{line_or_bytes: line_or_bytes, raw: raw} = stream, acc, fun) do
      next = if raw, do: &IO.each_binstream(&1, line_or_bytes), else: &IO.each_stream(&1, line_or_bytes)
      Stream.resource(fn -> File.Stream.open(stream, [:read]) end, next, &File.close/1).(acc, fun)
    end

    def count(_stream), do: {:error, __MODULE__}
    def member?(_stream, _term), do: {:error, __MODULE__}
    def slice(_stream), do: {:error, __MODULE__}
  end
end
