"""Who gets a question, and until when: classifying, assigning, working hours, reminders, workload."""
