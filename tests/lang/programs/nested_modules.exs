defmodule Zoo do
  defmodule Cat do
    def sound, do: "meow"
  end
  def all, do: [Cat.sound(), __MODULE__.Cat.sound()]
end
IO.inspect {Zoo.all(), Zoo.Cat.sound()}
# expect: {["meow", "meow"], "meow"}
