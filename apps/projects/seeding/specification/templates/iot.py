"""Monitoring of sensors."""

from __future__ import annotations

from apps.projects.seeding.specification.templates.template import Template, area

TEMPLATE = Template(
    key="IOT",
    name="IoT Monitoring",
    methodology="kanban",
    status="active",
    priority="medium",
    description=(
        "Sensors in cold rooms, pumps and greenhouses report to one place, and somebody "
        "is called before something spoils."
    ),
    place="on the test rig",
    scopes=("in cold rooms", "with battery sensors", "behind mobile routers", "in greenhouses", "on rented pumps"),
    areas=(
        area(
            "device onboarding",
            epic="A sensor that reports in five minutes",
            aim="An installer spends an hour with a laptop on every new sensor",
            parts="pairing screen, device certificate, site plan",
            wishes="""
                installers: pair a sensor by its barcode
                installers: place a sensor on the site plan
                operators: name a sensor like the shelf it hangs on
                installers: replace a sensor and keep its history
                operators: import two hundred sensors from a list
                installers: see the signal strength before they drill
                operators: lend a sensor to another site
            """,
            tasks="""
                Issue device certificates from our own authority
                Flash the new firmware in the factory
                Write the guide for installers on two pages
                Reserve address ranges for three sites
            """,
            faults="""
                the sensor reports under its old name | it has been replaced
                pairing never ends | the site has no time server
                two sensors share a place | the plan is turned
            """,
            improvements="""
                Beep when a sensor is paired
                Show sensors without a place in a list of their own
            """,
            asks="""
                Who may pair a sensor, every installer or only those of the site?
                Does a replaced sensor keep its number, or only its name?
            """,
            finds="""
                The barcode has the serial number without its last two digits.
                Half of the hour goes into finding the right socket, not into our screen.
            """,
            checks="""
                Paired twelve sensors with an installer, four minutes each, one with gloves on.
                Replaced a sensor in the cold room, and the curve goes on without a gap.
            """,
        ),
        area(
            "the alarm service",
            epic="Alarms that people still trust",
            aim="Eight of ten night alarms are false, and some sites have switched them off",
            parts="alarm rule, duty roster, call chain",
            wishes="""
                operators: silence a sensor during cleaning
                operators: see why an alarm was raised
                technicians: accept an alarm from their watch
                operators: test the call chain on a weekday
                managers: count false alarms by site
                operators: raise an alarm only after ten minutes
                managers: be called only when nobody else answers
            """,
            tasks="""
                Send alarms by a second telephone network
                Learn the usual curve of each cold room
                Drill the call chain with every site
                Keep alarms for three years
            """,
            faults="""
                the alarm is raised again | it is accepted in the same second
                nobody is called | the roster changes at midnight
                defrosting looks like a failure | the door is open as well
            """,
            improvements="""
                Say the temperature in the first words of the call
                Group alarms of one room into one call
            """,
            asks="""
                After how many unanswered calls is the next person called?
                May a site silence its own alarms, and for how long at most?
            """,
            finds="""
                Most false alarms fall into the forty minutes after a delivery.
                The roster knows no holidays, so the wrong person is called on those.
            """,
            checks="""
                Let the test room warm up at three in the morning; the right phone rang after ten minutes.
                Replayed a month of curves: seven alarms instead of ninety, and all seven were real.
            """,
        ),
        area(
            "data intake",
            epic="No reading is lost on the way",
            aim="One reading in two hundred never arrives, mostly the interesting ones",
            parts="message queue, gateway buffer, time stamp",
            wishes="""
                operators: see when a sensor last reported
                operators: see gaps in a curve as gaps
                developers: replay a day of readings
                operators: know which gateway is slow
                auditors: trust the time of a reading
                operators: change how often a sensor reports
            """,
            tasks="""
                Let the gateway buffer a whole day
                Compress readings older than a year
                Measure the delay from sensor to screen
                Split the message queue by site
            """,
            faults="""
                readings arrive in the wrong order | a gateway restarts
                an hour is missing | the clocks go forward
                the same reading is stored twice | the line breaks during sending
            """,
            improvements="""
                Draw late readings in another colour
                Show the delay beside the curve
            """,
            asks="""
                Which time counts, that of the sensor or that of the gateway?
                How old may a reading be before it is thrown away?
            """,
            finds="""
                The gateway's buffer is as large as promised, but it is emptied at every update.
                Cheap sensors lose four seconds a day; after a year that is half an hour.
            """,
            checks="""
                Pulled the network plug for six hours; all readings were there ten minutes later.
                Sent a million readings over night, the count agrees to the last one.
            """,
        ),
        area(
            "energy reporting",
            epic="Where the electricity goes",
            aim="The cold rooms use a third more power than last year and nobody knows why",
            parts="consumption chart, comparison page, monthly letter",
            wishes="""
                managers: compare two sites of one size
                managers: see what an open door costs
                operators: find the pump that runs all night
                managers: get a letter on the first of the month
                owners: see the saving since a repair
                operators: compare today with the same day last week
            """,
            tasks="""
                Read the meters of the power company
                Correct consumption for the weather
                Agree with two sites on a trial
                Clean the meter data of last winter
            """,
            faults="""
                consumption is negative | a solar roof feeds in
                the month has a day too many | the meter is read late
                the chart compares cold room and office | a site has both
            """,
            improvements="""
                Put the three largest consumers first
                Give costs in money instead of kilowatt hours
            """,
            asks="""
                Do we count the solar roof as less consumption or as income?
                Who gets the letter when a site has two owners?
            """,
            finds="""
                Two pumps run against each other in one greenhouse, day and night.
                The power company changes its meter numbers whenever a meter is replaced.
            """,
            checks="""
                Compared the letter of one site with its bill: two percent apart.
                Switched a pump off for an hour, and the chart shows it.
            """,
        ),
    ),
)
