"""Stakeholder forums: groups that meet in a rhythm, with an agenda, minutes and actions (R28).

A meeting of a forum is a session like a question hour, without a round: it has the same table,
timetable, report, state and calendar number. Here it gets what returns from meeting to meeting.
"""
