defmodule Deck do
  defstruct cards: []
  defimpl Enumerable do
    def count(deck), do: {:ok, length(deck.cards)}
    def member?(deck, card), do: {:ok, card in deck.cards}
    def slice(_), do: {:error, __MODULE__}
    def reduce(deck, acc, fun), do: Enumerable.List.reduce(deck.cards, acc, fun)
  end
  defimpl Collectable do
    def into(deck) do
      {deck, fn
        d, {:cont, c} -> %{d | cards: [c | d.cards]}
        d, :done -> d
        _, :halt -> :ok
      end}
    end
  end
end
deck = Enum.into([:ace, :king], struct(Deck))
IO.inspect deck
IO.inspect {Enum.map(deck, &Atom.to_string/1), Enum.count(deck), :ace in deck, Enum.at(deck, 1)}
IO.inspect for(c <- [1], into: deck, do: c)
# expect: %Deck{cards: [:king, :ace]}
# expect: {["king", "ace"], 2, true, :ace}
# expect: %Deck{cards: [1, :king, :ace]}
