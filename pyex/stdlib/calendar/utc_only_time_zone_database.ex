defmodule Calendar.UTCOnlyTimeZoneDatabase do
  @moduledoc """
  The database of time zones that knows `"Etc/UTC"` only.
  """

  @doc "The offset of a zone at a moment of UTC."
  def time_zone_period_from_utc_iso_days(_iso_days, zone), do: period(zone)

  @doc "The offset of a zone at a moment of its own time."
  def time_zone_periods_from_wall_datetime(_datetime, zone), do: period(zone)

  defp period("Etc/UTC"), do: {:ok, %{std_offset: 0, utc_offset: 0, zone_abbr: "UTC"}}
  defp period(_zone), do: {:error, :utc_only_time_zone_database}
end
