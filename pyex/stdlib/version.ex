defmodule Version do
  @moduledoc """
  Version numbers such as 1.4.0 (SemVer), and requirements on them.

      iex> Version.compare("1.10.0", "1.9.3")
      :gt
      iex> Version.match?("2.3.1", "~> 2.1")
      true

  A requirement is made of conditions (`==`, `!=`, `>`, `>=`, `<`, `<=`, `~>`) joined by `and` and `or`. `~> 2.1` is the same as
  `>= 2.1.0 and < 3.0.0`, `~> 2.1.3` the same as `>= 2.1.3 and < 2.2.0`.
  """

  @type version :: String.t() | t
  @type requirement :: String.t() | Version.Requirement.t()
  @type major :: non_neg_integer
  @type minor :: non_neg_integer
  @type patch :: non_neg_integer
  @typedoc "What stands behind the dash of a version that comes before it: `1.0.0-rc.1`."
  @type pre :: [String.t() | non_neg_integer]
  @typedoc "What stands behind the plus; it does not count."
  @type build :: String.t() | nil

  @enforce_keys [:major, :minor, :patch]
  defstruct [:major, :minor, :patch, :build, pre: []]

  @type t :: %__MODULE__{}

  # ---- Versions -----------------------------------------------------------------------------------------------------

  @doc """
  The version of a text, in a tuple, or `:error`.

      iex> Version.parse("1.2")
      :error
  """
  def parse(string) when is_binary(string) do
    case numbers(string) do
      {major, minor, patch, pre, build} when is_integer(patch) ->
        {:ok, %Version{major: major, minor: minor, patch: patch, pre: pre, build: build}}

      _ ->
        :error
    end
  end

  @doc """
  The version of a text.

      iex> Version.parse!("3.0.0-rc.1")
      %Version{major: 3, minor: 0, patch: 0, pre: ["rc", 1]}
  """
  def parse!(string) when is_binary(string) do
    case parse(string) do
      {:ok, version} -> version
      :error -> raise Version.InvalidVersionError, string
    end
  end

  defp numbers(string) do
    {rest, build} = cut(string, "+")
    {main, pre} = cut(rest, "-")

    with {:ok, numbers} <- all(String.split(main, "."), &number/1),
         {:ok, pre} <- all(parts(pre), &identifier/1),
         true <- build == nil or Regex.match?(~r/^[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*\z/, build) do
      case numbers do
        [major, minor, patch] -> {major, minor, patch, pre, build}
        [major, minor] -> {major, minor, nil, pre, build}
        _ -> :error
      end
    else
      _ -> :error
    end
  end

  defp cut(string, mark) do
    case String.split(string, mark, parts: 2) do
      [head, tail] -> {head, tail}
      [head] -> {head, nil}
    end
  end

  defp parts(nil), do: []
  defp parts(text), do: String.split(text, ".")

  defp all(texts, fun) do
    values = Enum.map(texts, fun)
    if :error in values, do: :error, else: {:ok, values}
  end

  defp number(text), do: if(Regex.match?(~r/^(0|[1-9][0-9]*)\z/, text), do: String.to_integer(text), else: :error)

  defp identifier(text) do
    cond do
      Regex.match?(~r/^[0-9]+\z/, text) -> number(text)
      Regex.match?(~r/^[0-9A-Za-z-]+\z/, text) -> text
      true -> :error
    end
  end

  @doc """
  The text of a version.

      iex> Version.to_string(%Version{major: 1, minor: 2, patch: 3, pre: ["rc", 1]})
      "1.2.3-rc.1"
  """
  def to_string(%Version{major: major, minor: minor, patch: patch, pre: pre, build: build}) do
    pre = if pre == [], do: "", else: "-" <> Enum.map_join(pre, ".", &Kernel.to_string/1)
    build = if build, do: "+" <> build, else: ""
    "#{major}.#{minor}.#{patch}#{pre}#{build}"
  end

  @doc """
  `:gt`, `:eq` or `:lt`: how the first version stands to the second one.

      iex> Version.compare("1.0.0-rc", "1.0.0")
      :lt
  """
  def compare(version1, version2) do
    ordered(key(version!(version1)), key(version!(version2)))
  end

  defp ordered(same, same), do: :eq
  defp ordered(left, right) when left > right, do: :gt
  defp ordered(_left, _right), do: :lt

  # A version without `pre` comes after those with one; numbers come before words.
  defp key(%{major: major, minor: minor, patch: patch, pre: pre}), do: {{major, minor, patch}, pre == [], pre}

  defp version!(%Version{} = version), do: version
  defp version!(string) when is_binary(string), do: parse!(string)

  # ---- Requirements -------------------------------------------------------------------------------------------------

  @doc """
  Whether a version meets a requirement. With `allow_pre: false` versions with `pre` only meet requirements that name one.

      iex> Version.match?("1.5.0", ">= 1.0.0 and < 2.0.0")
      true
      iex> Version.match?("2.0.0", "1.0.0 or ~> 2.1")
      false
  """
  def match?(version, requirement, opts \\ [])

  def match?(version, requirement, opts) when is_binary(requirement), do: match?(version, parse_requirement!(requirement), opts)

  def match?(version, %Version.Requirement{lexed: alternatives}, opts) do
    version = version!(version)
    pre? = Keyword.get(opts, :allow_pre, true)
    Enum.any?(alternatives, fn conditions -> Enum.all?(conditions, &meets?(version, &1, pre?)) end)
  end

  defp meets?(version, {operator, wanted, _}, pre?) when operator != :~> do
    (pre? or version.pre == [] or wanted.pre != []) and holds?(operator, ordered(key(version), key(wanted)))
  end

  defp meets?(version, {:~>, wanted, parts}, pre?) do
    meets?(version, {:>=, wanted, parts}, pre? or wanted.pre != []) and
      (version.pre == [] or wanted.pre != [] or pre?) and below?(version, wanted, parts)
  end

  # What is below the next version: that one's own candidates do not count.
  defp below?(version, wanted, 2), do: version.major == wanted.major
  defp below?(version, wanted, 3), do: version.major == wanted.major and version.minor == wanted.minor

  defp holds?(:==, order), do: order == :eq
  defp holds?(:!=, order), do: order != :eq
  defp holds?(:>, order), do: order == :gt
  defp holds?(:<, order), do: order == :lt
  defp holds?(:>=, order), do: order != :lt
  defp holds?(:<=, order), do: order != :gt

  @doc """
  The requirement of a text, in a tuple, or `:error`.

      iex> Version.parse_requirement("~> 2.0")
      {:ok, Version.parse_requirement!("~> 2.0")}
      iex> Version.parse_requirement("newest")
      :error
  """
  def parse_requirement(string) when is_binary(string) do
    alternatives = for part <- Regex.split(~r/\s+or\s+/, String.trim(string)), do: conditions(part)
    if Enum.any?(alternatives, &(&1 == :error)), do: :error, else: {:ok, %Version.Requirement{source: string, lexed: alternatives}}
  end

  @doc "As `parse_requirement/1`, but gives the requirement itself and raises an error."
  def parse_requirement!(string) when is_binary(string) do
    case parse_requirement(string) do
      {:ok, requirement} -> requirement
      :error -> raise Version.InvalidRequirementError, string
    end
  end

  @doc "The same requirement: there is no other form of it here."
  def compile_requirement(%Version.Requirement{} = requirement), do: requirement

  defp conditions(text) do
    found = for part <- Regex.split(~r/\s+and\s+/, text), do: condition(Regex.run(~r/^(==|!=|~>|>=|<=|>|<|)\s*(\S+)$/, String.trim(part)))
    if :error in found, do: :error, else: found
  end

  defp condition([_, operator, version]) do
    operator = if operator == "", do: :==, else: String.to_atom(operator)

    case numbers(version) do
      {major, minor, nil, pre, build} when operator == :~> ->
        {operator, %Version{major: major, minor: minor, patch: 0, pre: pre, build: build}, 2}

      {major, minor, patch, pre, build} when is_integer(patch) ->
        {operator, %Version{major: major, minor: minor, patch: patch, pre: pre, build: build}, 3}

      _ ->
        :error
    end
  end

  defp condition(nil), do: :error
end

defimpl String.Chars, for: Version do
  def to_string(version), do: Version.to_string(version)
end

defimpl Inspect, for: Version do
  # The build is shown only if there is one.
  def inspect(version, opts) do
    fields = [:major, :minor, :patch] ++ for(field <- [:pre, :build], Map.get(version, field) not in [nil, []], do: field)
    :pyex_inspect.struct(version, fields, opts)
  end
end
